import { describe, expect, it } from 'vitest'
import { boxMean } from '../../../main/image/box-mean.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

/** Sample by sample, as the words say it. */
const meanAt = ({ width, height, data }: Plane, radius: number, x: number, y: number): number => {
  const within = (v: number, size: number) => Math.max(0, Math.min(size - 1, v))
  let sum = 0
  for (let j = -radius; j <= radius; j++)
    for (let i = -radius; i <= radius; i++) sum += data[within(y + j, height) * width + within(x + i, width)]
  return sum / (2 * radius + 1) ** 2
}

describe('mean over a square', () => {
  it.each([
    [1, 1, 3],
    [7, 1, 2],
    [1, 9, 4],
    [13, 17, 1],
    [13, 17, 5],
    [13, 17, 30],
  ])('of %i x %i samples, radius %i, edges replicated', (width, height, radius) => {
    const random = seededRandom(radius)
    const plane = {
      width,
      height,
      data: Float32Array.from({ length: width * height }, () => 255 * random()),
    }
    const mean = boxMean(plane, radius)
    mean.data.forEach((value, k) =>
      expect(value).toBeCloseTo(meanAt(plane, radius, k % width, Math.floor(k / width)), 3),
    )
  })
})
