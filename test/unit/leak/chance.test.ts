import { describe, expect, it } from 'vitest'
import { leakPrintPhoto } from '../../leak/leak-print-photo.ts'
import { leakScan } from '../../leak/leak-scan.ts'
import { leakScreenPhoto } from '../../leak/leak-screen-photo.ts'
import { leakCroppedScreenshot } from '../../leak/leak-screenshot.ts'
import { gaussianSource, seededRandom } from '../../leak/random.ts'
import { discPage } from './disc-page.ts'

const page = discPage(100)

describe('chance', () => {
  const kinds = {
    'print photo': (seed: number) => leakPrintPhoto(page, { seed, megapixels: 0.5 }),
    'screen photo': (seed: number) => leakScreenPhoto(page, { seed, megapixels: 0.5 }),
    scan: (seed: number) => leakScan(page, { seed, dpi: 100 }),
    'cropped screenshot': (seed: number) => leakCroppedScreenshot(page, { seed }),
  }
  it.each(Object.entries(kinds))('a seed decides everything: %s', async (_, make) => {
    const [once, again, other] = [await make(1), await make(1), await make(2)]
    expect(once.bytes.equals(again.bytes)).toBe(true)
    expect(once.notes).toEqual(again.notes)
    expect(once.bytes.equals(other.bytes)).toBe(false)
  })

  it('leaves the page as it was', async () => {
    const before = page.data.slice()
    await leakPrintPhoto(page, { seed: 9, megapixels: 0.5 })
    expect(Buffer.compare(before, page.data)).toBe(0)
  })

  it('gives independent streams for different purposes', () => {
    const a = seededRandom(1, 'a')
    const b = seededRandom(1, 'b')
    let product = 0
    for (let i = 0; i < 20000; i += 1) product += (a.next() - 0.5) * (b.next() - 0.5)
    // Four standard deviations of a mean of 20,000 products, each of variance 1/144.
    expect(Math.abs(product / 20000)).toBeLessThan(4 / 12 / Math.sqrt(20000))
  })

  it('draws normal deviates', () => {
    const draw = gaussianSource(seededRandom(4, 'test'))
    const values = Float64Array.from({ length: 100000 }, draw)
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length
    expect(Math.abs(mean)).toBeLessThan(0.02)
    expect(variance).toBeGreaterThan(0.96)
    expect(variance).toBeLessThan(1.04)
  })
})
