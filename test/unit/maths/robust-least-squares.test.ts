import { describe, expect, it } from 'vitest'
import { leastSquares } from '../../../shared/maths/robust-least-squares.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { solveSymmetric } from '../../../shared/maths/solve-symmetric.ts'

describe('a symmetric system', () => {
  it('is solved', () => {
    const matrix = Float64Array.from([4, 0, 0, 2, 5, 0, 1, 3, 6])
    const x = solveSymmetric(matrix, Float64Array.from([4 + 4 + 3, 2 + 10 + 9, 1 + 6 + 18]), 3)
    expect([...(x ?? [])].map((v) => Number(v.toFixed(9)))).toEqual([1, 2, 3])
  })

  it('has no solution where it is not definite', () => {
    expect(solveSymmetric(Float64Array.from([1, 0, 1, 1]), Float64Array.from([1, 1]), 2)).toBeNull()
  })
})

/** Points of a decaying wave, of which every sixth is anywhere. */
const TRUE = [2, 0.7, 3]
const wave = (at: number, [height, decay, pace]: readonly number[] | Float64Array): number =>
  height * Math.exp(-decay * at) * Math.cos(pace * at)

const random = seededRandom(3)
const POINTS = Array.from({ length: 90 }, (_, k) => {
  const at = k / 30
  const seen = k % 6 === 5 ? 40 * (random() - 0.5) : wave(at, TRUE) + 0.02 * (random() - 0.5)
  return { at, seen }
})

const fit = (doubtful: number) =>
  leastSquares(
    {
      residuals: (parameters, out) => {
        POINTS.forEach(({ at, seen }, k) => (out[k] = (wave(at, parameters) - seen) / 0.02))
      },
      count: POINTS.length,
      doubtful,
      step: 1e-4,
    },
    Float64Array.from([1.5, 0.5, 2.7]),
    60,
  )

describe('least squares', () => {
  it('finds what the points were made from, strays or not', () => {
    const { parameters } = fit(POINTS.length)
    TRUE.forEach((value, k) => expect(parameters[k]).toBeCloseTo(value, 2))
  })

  it('follows the strays where nothing is doubted', () => {
    const { parameters } = fit(0)
    const worst = Math.max(...TRUE.map((value, k) => Math.abs(parameters[k] - value)))
    expect(worst).toBeGreaterThan(0.1)
  })

  it('never makes it worse than it began, and tells how bad it is', () => {
    const start = Float64Array.from([1.5, 0.5, 2.7])
    const cost = POINTS.reduce(
      (sum, { at, seen }) => sum + Math.log1p(((wave(at, start) - seen) / 0.02) ** 2),
      0,
    )
    expect(fit(POINTS.length).cost).toBeLessThan(cost)
  })
})
