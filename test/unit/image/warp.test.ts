import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gradient } from '../../../main/image/gradient.ts'
import { resizePlane } from '../../../main/image/resize-plane.ts'
import { sampleCubic } from '../../../main/image/sample-plane.ts'
import { warpByField, warpByHomography } from '../../../main/image/warp-plane.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { askAboutPlane, hasOpenCv } from './opencv.ts'
import { syntheticPage } from './synthetic-page.ts'

const drawn = (width: number, height: number, value: (x: number, y: number) => number): Plane => {
  const plane = newPlane(width, height)
  plane.data.forEach((_, i) => {
    plane.data[i] = value(i % width, Math.floor(i / width))
  })
  return plane
}
const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((w, v, i) => Math.max(w, Math.abs(v - b[i])), 0)
const page = syntheticPage(200, 160, 3)

describe('resizePlane', () => {
  it.skipIf(!hasOpenCv).each([
    [100, 80],
    [73, 41],
    [200, 33],
  ])('shrinks to %d x %d as OpenCV does by area', (w, h) => {
    const judged = askAboutPlane(`out = cv2.resize(src, (${w}, ${h}), interpolation=cv2.INTER_AREA)`, page)
    expect(worst(resizePlane(page, w, h).data, judged)).toBeLessThan(0.01)
  })

  it('keeps the mean when shrinking, whatever the size', () => {
    const mean = (p: Plane) => p.data.reduce((s, v) => s + v, 0) / p.data.length
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 160 }), (w, h) => {
        expect(mean(resizePlane(page, w, h))).toBeCloseTo(mean(page), 2)
      }),
      { numRuns: 40 },
    )
  })

  it('enlarges a slope to a slope', () => {
    const large = resizePlane(
      drawn(20, 20, (x, y) => 3 * x + y),
      50,
      50,
    )
    expect(large.data[25 * 50 + 20]).toBeCloseTo(3 * (20.5 * 0.4 - 0.5) + 25.5 * 0.4 - 0.5, 3)
  })

  it('returns the same samples at the same size', () => {
    expect(resizePlane(page, 200, 160)).toBe(page)
  })
})

describe('sampleCubic', () => {
  it('is exact on a parabola between samples', () => {
    const plane = drawn(20, 20, (x, y) => 0.5 * x * x - y * y + x * y)
    expect(sampleCubic(plane, 7.3, 9.8)).toBeCloseTo(0.5 * 7.3 ** 2 - 9.8 ** 2 + 7.3 * 9.8, 3)
  })

  it('holds the edge beyond the edge', () => {
    const plane = drawn(5, 4, (x) => 10 * x)
    expect(sampleCubic(plane, -30, -3)).toBe(0)
    expect(sampleCubic(plane, 99, 99)).toBe(40)
  })
})

describe('warpPlane', () => {
  it('moves by whole pixels exactly and says what lies outside', () => {
    const { plane, inside } = warpByHomography(page, [1, 0, 30, 0, 1, -20, 0, 0, 1], 200, 160)
    expect(plane.data[100 * 200 + 50]).toBeCloseTo(page.data[80 * 200 + 80], 3)
    expect([
      inside[100 * 200 + 50],
      inside[0],
      inside[19 * 200 + 5],
      inside[20 * 200 + 169],
      inside[20 * 200 + 170],
    ]).toEqual([1, 0, 0, 1, 0])
  })

  it('gives the same through a field as through the homography it came from', () => {
    const h = [1.1, 0.1, -5, -0.05, 0.9, 8, 0.0004, 0.0002, 1] as const
    const xs = new Float32Array(200 * 160)
    const ys = new Float32Array(200 * 160)
    xs.forEach((_, i) => {
      const x = i % 200
      const y = Math.floor(i / 200)
      const w = h[6] * x + h[7] * y + 1
      xs[i] = (h[0] * x + h[1] * y + h[2]) / w
      ys[i] = (h[3] * x + h[4] * y + h[5]) / w
    })
    const a = warpByHomography(page, h, 200, 160)
    const b = warpByField(page, xs, ys, 200, 160)
    expect(worst(a.plane.data, b.plane.data)).toBeLessThan(0.3)
  })

  it('does not fold fine stripes into coarse ones when it shrinks', () => {
    const stripes = drawn(400, 400, (x) => (x % 2 ? 255 : 0))
    const { plane } = warpByHomography(stripes, [4.1, 0, 20, 0, 4.1, 20, 0, 0, 1], 85, 85)
    expect(worst(plane.data, new Float32Array(85 * 85).fill(127.5))).toBeLessThan(2)
  })

  it('takes NaN and the far side of the horizon as outside', () => {
    const none = new Float32Array(100).fill(Number.NaN)
    expect(warpByField(page, none, none, 10, 10).inside.some((v) => v === 1)).toBe(false)
    const { inside } = warpByHomography(page, [-1, 0, 160, -80 / 150, 0, 80, -1 / 150, 0, 1], 200, 160)
    expect([inside[100], inside[170]]).toEqual([1, 0])
  })
})

describe('gradient', () => {
  it('is the slope of a plane', () => {
    const { gx, gy } = gradient(drawn(9, 7, (x, y) => 2 * x - 3 * y))
    expect(worst(gx.data, new Float32Array(63).fill(2))).toBe(0)
    expect(worst(gy.data, new Float32Array(63).fill(-3))).toBe(0)
  })
})
