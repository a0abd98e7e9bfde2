import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { resizePlane, shrinkSmoothly } from '../../../main/image/resize-plane.ts'
import { sampleCubic } from '../../../main/image/sample-plane.ts'
import { meanAndDeviation } from '../../../shared/maths/statistics.ts'
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

  it('does each way for itself, larger or smaller, whichever comes first', () => {
    const size = (most: number) => fc.integer({ min: 1, max: most })
    const bytes = { ...page, data: Uint8Array.from(page.data) }
    fc.assert(
      fc.property(size(400), size(300), (w, h) => {
        const rowsFirst = resizePlane(resizePlane(bytes, w, page.height), w, h)
        const columnsFirst = resizePlane(resizePlane(bytes, page.width, h), w, h)
        const both = resizePlane(bytes, w, h)
        expect(worst(both.data, rowsFirst.data)).toBeLessThan(1e-3)
        expect(worst(both.data, columnsFirst.data)).toBeLessThan(1e-3)
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

describe('shrinking by whole numbers', () => {
  it('is the mean of blocks', () => {
    const bytes = { width: 6, height: 3, data: Uint8Array.from({ length: 18 }, (_, i) => 10 * i) }
    expect([...resizePlane(bytes, 2, 1).data]).toEqual([70, 100])
  })
})

describe('shrinkSmoothly', () => {
  it.skipIf(!hasOpenCv)('halves by 1, 3, 3 and 1 each way, as OpenCV filters', () => {
    const judged = askAboutPlane(
      `k = np.array([1, 3, 3, 1], np.float32) / 8; out = np.ascontiguousarray(cv2.sepFilter2D(src, -1, k, k, anchor=(1, 1), borderType=cv2.BORDER_REPLICATE)[::2, ::2])`,
      page,
    )
    expect(worst(shrinkSmoothly(page, 100, 80).data, judged)).toBeLessThan(0.01)
  })

  it('leaves a slope a slope, at any size', () => {
    const slope = drawn(200, 160, (x, y) => 2 * x + 3 * y)
    const [w, h] = [141, 113]
    const small = shrinkSmoothly(slope, w, h)
    const expected = (x: number, y: number) =>
      2 * (((x + 0.5) * 200) / w - 0.5) + 3 * (((y + 0.5) * 160) / h - 0.5)
    for (const [x, y] of [
      [20, 30],
      [70, 56],
      [120, 90],
    ])
      expect(Math.abs(small.data[y * w + x] - expected(x, y))).toBeLessThan(0.6)
  })

  it("lets little through of a screen's pixels, which means over the area turn into stripes", () => {
    const grid = drawn(420, 300, (x) => (x % 7 < 3 ? 255 : 0))
    const spreadOf = ({ data }: Plane) => meanAndDeviation([...data]).sd
    const shrinkage = (shrink: typeof resizePlane): number =>
      spreadOf(shrink(shrink(grid, 210, 150), 105, 75) as Plane)
    expect(shrinkage(shrinkSmoothly as typeof resizePlane)).toBeLessThan(0.5 * shrinkage(resizePlane))
  })
})

describe('pyramidOf', () => {
  const { full, level } = pyramidOf(syntheticPage(400, 300, 3))
  it('gives the smallest level that is not smaller than asked for', () => {
    expect(level(1)).toBe(full)
    expect(level(1.4)).toBe(full)
    expect(level(1.42).width).toBe(283)
    expect(level(2).width).toBe(200)
    expect(level(3.9).width).toBe(141)
    expect(level(1000).height).toBeGreaterThanOrEqual(64)
  })

  it('keeps the mean', () => {
    const mean = (p: Plane) => p.data.reduce((s, v) => s + v, 0) / p.data.length
    expect(mean(level(2.9))).toBeCloseTo(mean(full), 0)
  })
})
