import { describe, expect, it } from 'vitest'
import { gaussianBlur, gaussianHalfKernel } from '../../../main/image/gaussian-blur.ts'
import type { Octave } from '../../../main/image/scale-space.ts'
import { scaleSpace } from '../../../main/image/scale-space.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const f = Math.fround

/** Along the rows, or the columns, in single precision and in the kernel's order. */
const blurredOneWay = ({ width, height, data }: Plane, half: Float64Array, down: boolean): Plane => {
  const out = newPlane(width, height)
  const at = (x: number, y: number) =>
    data[Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x))]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      half.forEach((weight, t) => {
        const both = down ? f(at(x, y - t) + at(x, y + t)) : f(at(x - t, y) + at(x + t, y))
        sum = f(sum + f(f(t === 0 ? weight / 2 : weight) * both))
      })
      out.data[y * width + x] = sum
    }
  }
  return out
}

const blurred = (plane: Plane, sigma: number): Plane => {
  const half = gaussianHalfKernel(sigma)
  return blurredOneWay(blurredOneWay(plane, half, false), half, true)
}

/** Mostly blank, with columns that stay the same for a while, and something on every edge. */
const sparsePlane = (width: number, height: number, seed: number): Plane => {
  const random = seededRandom(seed)
  const plane = newPlane(width, height)
  plane.data.fill(255)
  for (let k = 0; k < 6; k++) {
    const left = Math.floor(random() * width)
    const top = Math.floor(random() * height)
    const grey = 200 * random()
    for (let y = top; y < Math.min(height, top + 3 + 40 * random()); y++)
      plane.data.fill(grey, y * width + left, y * width + Math.min(width, left + 9))
  }
  for (const y of [0, height - 1]) plane.data[y * width + Math.floor(random() * width)] = 3
  for (const x of [0, width - 1]) plane.data[Math.floor(random() * height) * width + x] = 7
  return plane
}

const level = ({ width, height, stride, gaussians }: Octave, number: number): Plane => {
  const plane = newPlane(width, height)
  for (let y = 0; y < height; y++)
    plane.data.set(gaussians[number].subarray(y * stride, y * stride + width), y * width)
  return plane
}

const makeAll = (octave: Octave): void => void octave.blurAndFindTops(5, 1e9)

const sizes = [
  [150, 110],
  [97, 260],
  [260, 25],
  [24, 31],
] as const

describe('scaleSpace', () => {
  it.each(sizes)('blurs a plane of %i x %i to the bit as a plain blur does', (width, height) => {
    const plane = sparsePlane(width, height, width)
    let expected = blurred(plane, Math.sqrt(1.6 ** 2 - 0.5 ** 2))
    let pixel = 1
    for (const octave of scaleSpace(plane, false)) {
      makeAll(octave)
      expect(octave.pixel).toBe(pixel)
      const levels = [expected]
      for (let k = 1; k < 6; k++)
        levels.push(
          blurred(levels[k - 1], 1.6 * (2 ** (1 / 3)) ** (k - 1) * Math.sqrt((2 ** (1 / 3)) ** 2 - 1)),
        )
      levels.forEach((one, k) => expect(level(octave, k)).toEqual(one))
      expected = newPlane((octave.width + 1) >> 1, (octave.height + 1) >> 1)
      expected.data.forEach((_, i) => {
        const [x, y] = [i % expected.width, Math.floor(i / expected.width)]
        expected.data[i] = levels[3].data[2 * y * octave.width + 2 * x]
      })
      pixel *= 2
    }
    expect(Math.min(expected.width, expected.height)).toBeLessThan(24)
  })

  it('doubles a plane between its samples', () => {
    const plane = sparsePlane(70, 90, 3)
    const doubled = newPlane(139, 179)
    doubled.data.forEach((_, i) => {
      const [x, y] = [(i % 139) / 2, Math.floor(i / 139) / 2]
      const at = (column: number, row: number) => plane.data[row * 70 + column]
      const above = at(Math.floor(x), Math.floor(y)) + at(Math.ceil(x), Math.floor(y))
      doubled.data[i] = (above + at(Math.floor(x), Math.ceil(y)) + at(Math.ceil(x), Math.ceil(y))) / 4
    })
    const [octave] = scaleSpace(plane, true)
    makeAll(octave)
    expect(octave.pixel).toBe(0.5)
    expect(level(octave, 0)).toEqual(blurred(doubled, Math.sqrt(1.6 ** 2 - 1)))
  })
})

describe('gaussianBlur', () => {
  it.each([
    [150, 110, 1.2],
    [97, 260, 7.9],
    [5, 3, 2],
    [1, 40, 7.9],
  ])('of %i x %i by %d is a plain blur to the bit', (width, height, sigma) => {
    const plane = sparsePlane(width, height, height)
    expect(gaussianBlur(plane, sigma)).toEqual(blurred(plane, sigma))
  })
})
