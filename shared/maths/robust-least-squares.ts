import { solveSymmetric } from './solve-symmetric.ts'

/** Residuals of some parameters, each over its own deviation, written into `out`. */
export type Residuals = (parameters: Float64Array, out: Float64Array) => void

export interface LeastSquares {
  readonly residuals: Residuals
  /** How many there are, and how many of them, the first ones, may be strays and lose their vote (Cauchy). */
  readonly count: number
  readonly doubtful: number
  /** Step of a parameter by which derivatives are taken. */
  readonly step: number
}

export interface Minimum {
  readonly parameters: Float64Array
  readonly cost: number
}

const DAMPING = { first: 1e-2, least: 1e-7, most: 1e7, better: 0.3, worse: 4 } as const

const costOf = (residuals: Float64Array, doubtful: number): number =>
  residuals.reduce((sum, r, k) => sum + (k < doubtful ? Math.log1p(r * r) : r * r), 0)

/**
 * Parameters near `start` of least squares, by Levenberg and Marquardt with derivatives from differences; doubtful residuals count by the
 * logarithm of one plus their square, so that what lies far off hardly pulls.
 */
export const leastSquares = (
  { residuals, count, doubtful, step: apart }: LeastSquares,
  start: Float64Array,
  iterations: number,
): Minimum => {
  const n = start.length
  let parameters = Float64Array.from(start)
  let at = new Float64Array(count)
  residuals(parameters, at)
  let cost = costOf(at, doubtful)
  let damping: number = DAMPING.first
  const moved = new Float64Array(count)
  for (let iteration = 0; iteration < iterations && damping < DAMPING.most; iteration++) {
    const slopes = Array.from({ length: n }, (_, j) => {
      const there = Float64Array.from(parameters)
      there[j] += apart
      residuals(there, moved)
      return moved.map((r, k) => (r - at[k]) / apart)
    })
    const weights = at.map((r, k) => (k < doubtful ? 1 / (1 + r * r) : 1))
    const normal = new Float64Array(n * n)
    const right = new Float64Array(n)
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < count; k++) right[i] -= weights[k] * slopes[i][k] * at[k]
      for (let j = 0; j <= i; j++)
        for (let k = 0; k < count; k++) normal[i * n + j] += weights[k] * slopes[i][k] * slopes[j][k]
    }
    let isBetter = false
    for (; !isBetter && damping < DAMPING.most; damping *= isBetter ? DAMPING.better : DAMPING.worse) {
      const damped = Float64Array.from(normal)
      for (let i = 0; i < n; i++) damped[i * n + i] += damping * (normal[i * n + i] + 1e-9)
      const step = solveSymmetric(damped, right, n)
      if (step === null) continue
      const there = parameters.map((value, k) => value + step[k])
      residuals(there, moved)
      const costThere = costOf(moved, doubtful)
      if (!(costThere < cost)) continue
      isBetter = true
      const won = cost - costThere
      parameters = there
      cost = costThere
      at = Float64Array.from(moved)
      if (won < 1e-6 * cost) return { parameters, cost }
    }
    damping = Math.max(damping, DAMPING.least)
  }
  return { parameters, cost }
}
