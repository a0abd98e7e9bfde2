import { describe, expect, it } from 'vitest'
import { boxMean } from '../../../main/image/box-mean.ts'
import { gaussianBlur } from '../../../main/image/gaussian-blur.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { askAboutPlane, hasOpenCv } from './opencv.ts'
import { syntheticPage } from './synthetic-page.ts'

const worstDifference = (a: Float32Array, b: Float32Array) =>
  a.reduce((worst, v, i) => Math.max(worst, Math.abs(v - b[i])), 0)

describe('gaussianBlur', () => {
  const page = syntheticPage(150, 110, 1)

  it.skipIf(!hasOpenCv).each([0.8, 1.6, 5])('agrees with OpenCV at sigma %d', (sigma) => {
    const script = `out = cv2.GaussianBlur(src, (61, 61), ${sigma}, borderType=cv2.BORDER_REPLICATE)`
    expect(worstDifference(gaussianBlur(page, sigma).data, askAboutPlane(script, page))).toBeLessThan(0.2)
  })

  it.skipIf(!hasOpenCv).each([9, 20])('stands in for a wide Gaussian of sigma %d by boxes', (sigma) => {
    const script = `out = cv2.GaussianBlur(src, (0, 0), ${sigma}, borderType=cv2.BORDER_REPLICATE)`
    expect(worstDifference(gaussianBlur(page, sigma).data, askAboutPlane(script, page))).toBeLessThan(1.5)
  })

  it.each([0.8, 3, 12])('keeps a flat plane flat and an impulse whole at sigma %d', (sigma) => {
    const flat = newPlane(120, 120)
    flat.data.fill(77)
    expect(worstDifference(gaussianBlur(flat, sigma).data, flat.data)).toBeLessThan(1e-3)
    const impulse = newPlane(120, 120)
    impulse.data[60 * 120 + 60] = 1000
    const blurred = gaussianBlur(impulse, sigma).data
    expect(blurred.reduce((s, v) => s + v, 0)).toBeCloseTo(1000, 1)
    const variance = blurred.reduce((s, v, i) => s + (v / 1000) * ((i % 120) - 60) ** 2, 0)
    expect(Math.sqrt(variance) / sigma).toBeGreaterThan(0.98)
    expect(Math.sqrt(variance) / sigma).toBeLessThan(1.02)
  })

  it('does not touch what it is given', () => {
    const before = page.data.slice()
    gaussianBlur(page, 2)
    boxMean(page, 3)
    expect(page.data).toEqual(before)
  })
})

describe('boxMean', () => {
  it('is the mean of the square, edges replicated', () => {
    const plane = syntheticPage(90, 100, 2)
    const at = (x: number, y: number) =>
      plane.data[Math.min(99, Math.max(0, y)) * 90 + Math.min(89, Math.max(0, x))]
    const mean = boxMean(plane, 3)
    for (const [x, y] of [
      [0, 0],
      [45, 50],
      [89, 99],
      [44, 2],
    ]) {
      let sum = 0
      for (let j = -3; j <= 3; j++) for (let i = -3; i <= 3; i++) sum += at(x + i, y + j)
      expect(mean.data[y * 90 + x]).toBeCloseTo(sum / 49, 2)
    }
  })
})
