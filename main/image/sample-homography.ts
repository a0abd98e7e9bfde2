import type { Homography } from '../../shared/maths/geometry.ts'
import { fitHomography } from './fit-homography.ts'
import type { PointPairs } from './point-pairs.ts'
import { seededRandom } from '../../shared/maths/seeded-random.ts'

const SAMPLE = 4

const takeSample = (random: () => number, pool: number): number[] => {
  const chosen: number[] = []
  while (chosen.length < SAMPLE) {
    const i = Math.floor(random() * pool)
    if (!chosen.includes(i)) chosen.push(i)
  }
  return chosen
}

const area = (xs: Float64Array, ys: Float64Array, i: number, j: number, k: number): number =>
  (xs[j] - xs[i]) * (ys[k] - ys[i]) - (xs[k] - xs[i]) * (ys[j] - ys[i])

/** Every triangle of a sample must keep its sense of turn: otherwise the view is mirrored or folded. */
const keepsSense = (pairs: PointPairs, sample: readonly number[]): boolean => {
  for (let skip = 0; skip < SAMPLE; skip++) {
    const [i, j, k] = sample.filter((_, at) => at !== skip)
    const before = area(pairs.srcX, pairs.srcY, i, j, k)
    const after = area(pairs.dstX, pairs.dstY, i, j, k)
    if (before * after <= 0 || Math.abs(before) < 1 || Math.abs(after) < 1) return false
  }
  return true
}

/**
 * Maps through four random pairs each, drawn from the surest pairs first (the idea of PROSAC: Chum and
 * Matas, CVPR 2005): the pool grows evenly to all pairs over the iterations.
 */
export function* sampledHomographies(
  pairs: PointPairs,
  iterations: number,
  seed: number,
): Generator<Homography> {
  if (pairs.count < SAMPLE) return
  const random = seededRandom(seed)
  const weights = new Float64Array(pairs.count)
  for (let k = 0; k < iterations; k++) {
    const grown = Math.ceil(((k + 1) / iterations) * pairs.count)
    const sample = takeSample(random, Math.min(pairs.count, Math.max(2 * SAMPLE, grown)))
    if (!keepsSense(pairs, sample)) continue
    weights.fill(0)
    for (const i of sample) weights[i] = 1
    const map = fitHomography(pairs, weights, 'projective')
    if (map) yield map
  }
}
