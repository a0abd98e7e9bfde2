import { describe, expect, it } from 'vitest'
import { psnr, ssim, worstDifference } from '../../bench/image-quality.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { askOpenCv, hasOpenCv } from '../image/opencv.ts'

const picture = (width: number, height: number, at: (x: number, y: number) => number) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, i) => at(i % width, Math.floor(i / width))),
})

const random = seededRandom(5)
const lines = picture(80, 60, (x, y) => (y % 7 < 2 && x % 5 < 3 ? 30 : 240))
const noisy = picture(80, 60, (x, y) =>
  Math.min(255, Math.max(0, lines.data[y * 80 + x] + 24 * (random() - 0.5))),
)
const shifted = picture(80, 60, (x, y) => lines.data[y * 80 + Math.max(0, x - 1)])

describe('how alike two pictures are', () => {
  it('finds a picture equal to itself', () => {
    expect(ssim(lines, lines)).toBeCloseTo(1, 10)
    expect(psnr(lines, lines)).toBe(Number.POSITIVE_INFINITY)
    expect(worstDifference(lines, lines)).toBe(0)
  })

  it('follows the formulas where they can be worked out by hand', () => {
    const [dark, light] = [picture(20, 20, () => 100), picture(20, 20, () => 110)]
    expect(psnr(dark, light)).toBeCloseTo(20 * Math.log10(255 / 10), 8)
    expect(ssim(dark, light)).toBeCloseTo((2 * 100 * 110 + 6.5025) / (100 ** 2 + 110 ** 2 + 6.5025), 8)
    expect(worstDifference(dark, light)).toBe(10)
  })

  it('sees one changed pixel', () => {
    const spot = { ...lines, data: lines.data.map((v, i) => (i === 2000 ? v ^ 64 : v)) }
    expect(worstDifference(lines, spot)).toBe(64)
    expect(ssim(lines, spot)).toBeLessThan(1)
  })

  it.skipIf(!hasOpenCv).each([
    ['noise', noisy],
    ['a shift', shifted],
  ])('agrees with OpenCV about %s', (_, other) => {
    const script = `
a, b = np.frombuffer(raw, np.uint8).reshape(2, 60, 80).astype(np.float64)
mean = lambda m: cv2.GaussianBlur(m, (11, 11), 1.5)[5:-5, 5:-5]
ma, mb = mean(a), mean(b)
va, vb, cov = mean(a * a) - ma * ma, mean(b * b) - mb * mb, mean(a * b) - ma * mb
c1, c2 = 6.5025, 58.5225
s = (((2 * ma * mb + c1) * (2 * cov + c2)) / ((ma * ma + mb * mb + c1) * (va + vb + c2))).mean()
out = np.array([s, cv2.PSNR(a.astype(np.uint8), b.astype(np.uint8))])`
    const raw = askOpenCv(script, Buffer.concat([lines.data, other.data]))
    expect(ssim(lines, other)).toBeCloseTo(raw.readDoubleLE(0), 8)
    expect(psnr(lines, other)).toBeCloseTo(raw.readDoubleLE(8), 6)
  })

  it('refuses pictures that cannot be compared', () => {
    const small = picture(10, 10, () => 0)
    expect(() => ssim(lines, small)).toThrow(RangeError)
    expect(() => ssim(small, small)).toThrow(RangeError)
  })
})
