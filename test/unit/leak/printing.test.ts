import { describe, expect, it } from 'vitest'
import { clusteredDotTile, diffuseTone, screenTone } from '../../leak/halftone.ts'
import { printPage } from '../../leak/print-page.ts'
import { seededRandom } from '../../leak/random.ts'
import { developToner } from '../../leak/toner.ts'

const SIDE = 240
const flat = (darkness: number) => new Uint8Array(SIDE * SIDE).fill(darkness)
const coverage = (toner: Uint8Array) => toner.reduce((sum, v) => sum + v, 0) / toner.length / 255

describe('laser printing', () => {
  it.each([20, 64, 128, 200, 240])('screens a tone of %s true to a level', (darkness) => {
    const got = coverage(screenTone(flat(darkness), SIDE, SIDE, clusteredDotTile(4, 4)))
    expect(Math.abs(got - darkness / 255)).toBeLessThan(1 / 255)
  })

  it('rules 106 lines an inch at 45 degrees', () => {
    const bits = screenTone(flat(60), SIDE, SIDE, clusteredDotTile(4, 4))
    const at = (dx: number, dy: number) => {
      let same = 0
      for (let y = 0; y < SIDE - 10; y += 1)
        for (let x = 10; x < SIDE - 10; x += 1)
          if (bits[y * SIDE + x] === bits[(y + dy) * SIDE + x + dx]) same += 1
      return same
    }
    // Dots are alike, but for the pixel that some have more.
    const all = (SIDE - 10) * (SIDE - 20)
    expect(at(4, 4)).toBeGreaterThan(0.95 * all)
    expect(at(-4, 4)).toBeGreaterThan(0.95 * all)
    expect(at(4, 0)).toBeLessThan(0.8 * all)
  })

  it('drops tones lighter than one printer pixel in 32', () => {
    expect(coverage(screenTone(flat(3), SIDE, SIDE, clusteredDotTile(4, 4)))).toBe(0)
    expect(coverage(screenTone(flat(8), SIDE, SIDE, clusteredDotTile(4, 4)))).toBeGreaterThan(0)
  })

  it.each([8, 90, 180])('diffuses a tone of %s true to one per cent', (darkness) => {
    expect(Math.abs(coverage(diffuseTone(flat(darkness), SIDE, SIDE)) - darkness / 255)).toBeLessThan(0.01)
  })

  it('gains dot, keeps bare paper bare and solids solid', () => {
    const random = seededRandom(1, 'toner')
    const traits = { roughness: 20, gain: 20 }
    const bits = screenTone(flat(100), SIDE, SIDE, clusteredDotTile(4, 4))
    expect(coverage(developToner(bits, SIDE, SIDE, traits, random))).toBeGreaterThan(coverage(bits) * 0.95)
    expect(coverage(developToner(flat(0), SIDE, SIDE, traits, random))).toBe(0)
    expect(coverage(developToner(flat(255), SIDE, SIDE, traits, random))).toBeGreaterThan(0.97)
  })

  it('prints red as red on a colour engine and as grey on a mono one', async () => {
    const data = new Uint8Array(300 * 300 * 3)
    for (let i = 0; i < data.length; i += 3) data.set([220, 20, 20], i)
    const page = { width: 300, height: 300, channels: 3, data, dpi: 600 } as const
    const colour = await printPage(page, { colour: true }, seededRandom(1, 'c'))
    const mean = (c: number) => {
      let sum = 0
      for (let i = c; i < colour.texture.data.length; i += 3)
        sum += colour.reflectance[c][colour.texture.data[i]]
      return sum / (300 * 300)
    }
    expect(mean(0)).toBeGreaterThan(3 * mean(1))
    expect((await printPage(page, {}, seededRandom(1, 'm'))).texture.channels).toBe(1)
  })
})
