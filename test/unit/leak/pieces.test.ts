import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { shareInFrame } from '../../leak/framing.ts'
import { leakPrintPhoto } from '../../leak/leak-print-photo.ts'
import { leakCroppedScreenshot } from '../../leak/leak-screenshot.ts'
import { averagePages, splicePages } from '../../leak/mix-pages.ts'
import { seededRandom } from '../../leak/random.ts'
import { discPage } from './disc-page.ts'

const page = discPage(100)
const A5: readonly [number, number] = [148, 210]

describe('a piece of a page', () => {
  const framings = [
    ['paragraph', 0.1, 0.15],
    ['quarter', 0.22, 0.28],
  ] as const
  it.each(framings)('fills the frame with its share, from any angle: %s', async (framing, low, high) => {
    for (const tiltDegrees of [0, 20, 40]) {
      const leak = await leakPrintPhoto(page, { seed: tiltDegrees, framing, tiltDegrees, megapixels: 0.3 })
      const share = shareInFrame(leak.toPixel, ...A5, leak)
      expect(share).toBeGreaterThan(low - 0.02)
      expect(share).toBeLessThan(high + 0.02)
    }
  })

  it.each([0.1, 0.25])('of a screenshot is the part of the page that was asked for: %s', async (fraction) => {
    const leak = await leakCroppedScreenshot(page, { seed: 4, severity: 'fair', fraction, format: 'png' })
    expect(Math.abs(shareInFrame(leak.toPixel, ...A5, leak) - fraction)).toBeLessThan(0.03)
  })

  it('is drawn until it is accepted', async () => {
    const top = { x: 74, y: 25 }
    const shows: Parameters<typeof leakCroppedScreenshot>[1]['accepts'] = ({ toPixel, width, height }) => {
      const at = toPixel(top.x, top.y)
      return at.x > 0 && at.y > 0 && at.x < width && at.y < height
    }
    for (const seed of [1, 2, 3]) {
      const shot = await leakCroppedScreenshot(page, { seed, fraction: 0.1, accepts: shows })
      expect(shows(shot)).toBe(true)
      const photo = await leakPrintPhoto(page, {
        seed,
        framing: 'paragraph',
        megapixels: 0.3,
        accepts: shows,
      })
      expect(shows(photo)).toBe(true)
    }
  })

  it('is taken bare where nothing is accepted', async () => {
    const shot = await leakCroppedScreenshot(page, { seed: 1, fraction: 0.1, accepts: () => false })
    expect((await sharp(shot.bytes).metadata()).width).toBe(shot.width)
    expect(shot.notes['accepted']).toBe(false)
  })
})

describe('several copies made into one', () => {
  const flat = (level: number) => ({ ...page, data: new Uint8Array(page.data.length).fill(level) })

  it('averages by weight', () => {
    const mixed = averagePages([flat(100), flat(200)], [0.75, 0.25])
    expect(new Set(mixed.data)).toEqual(new Set([125]))
  })

  it('splices strips of every copy in turn, and loses nothing', () => {
    const { data, width, height } = splicePages([flat(1), flat(2), flat(3)], 5, seededRandom(1, 'strips'))
    const rows = Array.from({ length: height }, (_, y) => data[y * width])
    const order = rows.filter((v, y) => y === 0 || v !== rows[y - 1])
    expect(order).toEqual([1, 2, 3, 1, 2])
  })

  it('mixes anew at every zoom where pages can be drawn so', () => {
    const drawn = (level: number) => ({
      ...flat(level),
      drawAt: (dpi: number) => ({ ...flat(level + 1), dpi }),
    })
    const mixed = averagePages([drawn(10), drawn(20)], [0.5, 0.5])
    expect(mixed.drawAt?.(50).data[0]).toBe(16)
    expect(mixed.drawAt?.(50).dpi).toBe(50)
    expect(averagePages([drawn(10), flat(20)], [0.5, 0.5]).drawAt).toBeUndefined()
  })

  it('refuses pages of different sizes', () =>
    expect(() => averagePages([page, discPage(50)], [0.5, 0.5])).toThrow(RangeError))
})
