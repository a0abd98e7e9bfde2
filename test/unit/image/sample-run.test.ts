import { describe, expect, it } from 'vitest'
import { sampleCubic } from '../../../main/image/sample-plane.ts'
import { isInside, samplerOf } from '../../../main/image/sample-run.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../leak/random.ts'

const noise = (width: number, height: number, seed: string): Plane => {
  const dice = seededRandom(seed, 'noise')
  return { width, height, data: Float32Array.from({ length: width * height }, () => 255 * dice.next()) }
}

const RUN = 8
/** Half a step between two of the places that weights are kept for, on noise that leaps by 255. */
const NEAR = 0.5

describe('bicubic values along runs', () => {
  it('are those of single places', () => {
    const level = noise(61, 47, 'a')
    const { run, out } = samplerOf(level, 100 * RUN)
    const dice = seededRandom('runs', 'places')
    for (let k = 0; k < 100; k++) {
      const [x, y] = [dice.between(8, 50), dice.between(8, 36)]
      const [stepX, stepY] = [dice.between(-0.9, 0.9), dice.between(-0.9, 0.9)]
      run(k * RUN, RUN, x, y, stepX, stepY)
      for (let i = 0; i < RUN; i++) {
        const expected = sampleCubic(level, x + i * stepX, y + i * stepY)
        expect(Math.abs(out[k * RUN + i] - expected)).toBeLessThan(NEAR)
      }
    }
  })

  it('reach as far as the level does, and no farther', () => {
    const level = noise(24, 20, 'b')
    const corners = [
      [1, 1],
      [20.99, 16.99],
      [1, 16.99],
      [20.99, 1],
    ] as const
    const { run, out } = samplerOf(level, corners.length)
    for (const [k, [x, y]] of corners.entries()) {
      expect(isInside(level, x, y)).toBe(true)
      run(k, 1, x, y, 0, 0)
      expect(Math.abs(out[k] - sampleCubic(level, x, y))).toBeLessThan(NEAR)
    }
    for (const [x, y] of [
      [0.9, 5],
      [5, 0.9],
      [21, 5],
      [5, 17],
      [Number.NaN, 5],
    ] as const)
      expect(isInside(level, x, y)).toBe(false)
  })

  it('are zeros until they are read, and of the level that was asked for last', () => {
    const [first, second] = [noise(40, 40, 'c'), noise(32, 50, 'd')]
    for (const level of [first, second, first]) {
      const { run, out } = samplerOf(level, 4)
      expect([...out]).toEqual([0, 0, 0, 0])
      run(1, 1, 12.25, 9.5, 0, 0)
      expect(Math.abs(out[1] - sampleCubic(level, 12.25, 9.5))).toBeLessThan(NEAR)
      expect([out[0], out[2], out[3]]).toEqual([0, 0, 0])
    }
  })
})
