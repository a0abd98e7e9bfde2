import type { Homography } from '../../shared/maths/geometry.ts'
import { invertHomography, multiplyHomography } from '../../shared/maths/geometry.ts'
import { solveSymmetric } from '../../shared/maths/solve-symmetric.ts'
import type { PointPairs } from './point-pairs.ts'

/** A similarity is what pairs along one line can tell: how the view changes across it, they do not say. */
export type ViewKind = 'similarity' | 'affine' | 'projective'

const UNKNOWNS: Readonly<Record<ViewKind, number>> = { similarity: 4, affine: 6, projective: 8 }

/** Brings weighted points to mean 0 and mean distance sqrt 2 (Hartley and Zisserman, 2nd ed., 4.4.4). */
const normaliser = (xs: Float64Array, ys: Float64Array, weights: Float64Array): Homography | null => {
  let sum = 0
  let mx = 0
  let my = 0
  for (let i = 0; i < weights.length; i++) {
    sum += weights[i]
    mx += weights[i] * xs[i]
    my += weights[i] * ys[i]
  }
  if (!(sum > 0)) return null
  mx /= sum
  my /= sum
  let reach = 0
  for (let i = 0; i < weights.length; i++) {
    if (weights[i] > 0) reach += weights[i] * Math.hypot(xs[i] - mx, ys[i] - my)
  }
  if (!(reach > 1e-9)) return null
  const s = (Math.SQRT2 * sum) / reach
  return [s, 0, -s * mx, 0, s, -s * my, 0, 0, 1]
}

const addEquation = (
  matrix: Float64Array,
  right: Float64Array,
  row: Float64Array,
  value: number,
  weight: number,
) => {
  const n = row.length
  for (let i = 0; i < n; i++) {
    if (row[i] === 0) continue
    const w = weight * row[i]
    right[i] += w * value
    for (let j = 0; j <= i; j++) matrix[i * n + j] += w * row[j]
  }
}

const accumulate = (
  pairs: PointPairs,
  weights: Float64Array,
  toSrc: Homography,
  toDst: Homography,
  row: Float64Array,
  before: Homography | null,
) => {
  const n = row.length
  const matrix = new Float64Array(n * n)
  const right = new Float64Array(n)
  for (let i = 0; i < pairs.count; i++) {
    if (!(weights[i] > 0)) continue
    const x = toSrc[0] * pairs.srcX[i] + toSrc[2]
    const y = toSrc[0] * pairs.srcY[i] + toSrc[5]
    const u = toDst[0] * pairs.dstX[i] + toDst[2]
    const v = toDst[0] * pairs.dstY[i] + toDst[5]
    const depth = before ? before[6] * pairs.srcX[i] + before[7] * pairs.srcY[i] + before[8] : 1
    const weight = weights[i] / (depth * depth)
    row.fill(0)
    row.set(n === 4 ? [x, -y, 1] : [x, y, 1], 0)
    if (n === 8) row.set([-x * u, -y * u], 6)
    addEquation(matrix, right, row, u, weight)
    row.fill(0)
    if (n === 4) row.set([y, x, 0, 1])
    else row.set([x, y, 1], 3)
    if (n === 8) row.set([-x * v, -y * v], 6)
    addEquation(matrix, right, row, v, weight)
  }
  return solveSymmetric(matrix, right, n)
}

/**
 * Weighted least squares by the direct linear transform in normalised coordinates. With the solution of a
 * round before, its depths turn the algebraic error into the distance in dst. The depth (third homogeneous
 * coordinate) of the pairs' middle is one. Null when degenerate.
 */
export const fitHomography = (
  pairs: PointPairs,
  weights: Float64Array,
  kind: ViewKind,
  before: Homography | null = null,
): Homography | null => {
  const toSrc = normaliser(pairs.srcX, pairs.srcY, weights)
  const toDst = normaliser(pairs.dstX, pairs.dstY, weights)
  if (!toSrc || !toDst) return null
  const h = accumulate(pairs, weights, toSrc, toDst, new Float64Array(UNKNOWNS[kind]), before)
  if (!h) return null
  const inner: Homography =
    kind === 'similarity'
      ? [h[0], -h[1], h[2], h[1], h[0], h[3], 0, 0, 1]
      : [h[0], h[1], h[2], h[3], h[4], h[5], h[6] ?? 0, h[7] ?? 0, 1]
  const full = multiplyHomography(invertHomography(toDst), multiplyHomography(inner, toSrc))
  return full.every(Number.isFinite) ? full : null
}
