import { describe, expect, it } from 'vitest'
import { refineShift, searchShift, type Box } from '../../../main/trace/measure-shift.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const SIZE = 120

/** Smooth texture whose value at any real place is known, so that a shifted picture is exact. */
const texture = (x: number, y: number): number =>
  128 +
  50 * Math.sin(x / 3.1) * Math.cos(y / 4.3) +
  40 * Math.sin((x + 2 * y) / 7.7) +
  20 * Math.cos((3 * x - y) / 11)

const picture = (dx: number, dy: number, gain = 1, offset = 0, noise = 0): Plane => {
  const random = seededRandom(5)
  const plane = newPlane(SIZE, SIZE)
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      plane.data[y * SIZE + x] = gain * texture(x - dx, y - dy) + offset + noise * (random() - 0.5)
    }
  }
  return plane
}

const everywhere = new Uint8Array(SIZE * SIZE).fill(1)
const box: Box = { x0: 40, y0: 40, x1: 80, y1: 80 }

describe('where a box of the original is found', () => {
  it.each([
    [0.3, -0.2],
    [-1.4, 0.9],
    [2.2, 1.7],
  ])('is told to a fiftieth of a pixel: (%f, %f)', (dx, dy) => {
    const shift = refineShift(picture(0, 0), picture(dx, dy, 0.6, 30), everywhere, box, { dx: 0, dy: 0 }, 4)
    expect(shift?.dx).toBeCloseTo(dx, 1)
    expect(Math.hypot((shift?.dx ?? 9) - dx, (shift?.dy ?? 9) - dy)).toBeLessThan(0.02)
    expect(shift?.likeness).toBeGreaterThan(0.99)
  })

  it('carries less information the noisier the picture is', () => {
    const information = (noise: number) =>
      refineShift(picture(0, 0), picture(0.5, 0.5, 1, 0, noise), everywhere, box, { dx: 0, dy: 0 }, 4)?.xx ??
      0
    expect(information(10)).toBeGreaterThan(4 * information(40))
    expect(information(40)).toBeGreaterThan(0)
  })

  it('is found from afar by searching', () => {
    const shift = searchShift(picture(0, 0), picture(6, -5, 0.5, 60, 10), everywhere, box, 9)
    expect(shift?.dx).toBeCloseTo(6, 0)
    expect(shift?.dy).toBeCloseTo(-5, 0)
  })

  it('is not told where nothing is drawn, where the picture ends, or where it lies too far', () => {
    const blank = newPlane(SIZE, SIZE)
    expect(refineShift(blank, picture(0, 0), everywhere, box, { dx: 0, dy: 0 }, 4)).toBeNull()
    const outside = new Uint8Array(SIZE * SIZE)
    expect(refineShift(picture(0, 0), picture(0, 0), outside, box, { dx: 0, dy: 0 }, 4)).toBeNull()
    expect(searchShift(picture(0, 0), picture(0, 0), outside, box, 9)).toBeNull()
    expect(
      searchShift(picture(0, 0), picture(0, 0), everywhere, { x0: 2, y0: 2, x1: 30, y1: 30 }, 9),
    ).toBeNull()
    expect(refineShift(picture(0, 0), picture(3, 0), everywhere, box, { dx: 0, dy: 0 }, 1)).toBeNull()
  })
})
