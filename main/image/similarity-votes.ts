import { turnBetween, type Homography } from '../../shared/maths/geometry.ts'
import type { PointPairs } from './point-pairs.ts'

/** How far a similarity taken from one feature may be off, per pixel of distance from it. */
const DRIFT = 0.15
const MAX_LOG_SCALE = 0.5
const MAX_TURN = 0.45

export interface SimilarityVote {
  /** The pair whose place, scale and angle make the similarity. */
  readonly seed: number
  readonly support: number
  readonly map: Homography
}

const similarityOf = (pairs: PointPairs, i: number, scale: number, turn: number): Homography => {
  const c = scale * Math.cos(turn)
  const s = scale * Math.sin(turn)
  const x = pairs.srcX[i]
  const y = pairs.srcY[i]
  return [c, -s, pairs.dstX[i] - c * x + s * y, s, c, pairs.dstY[i] - s * x - c * y, 0, 0, 1]
}

/** Squared distance in dst of pair j from where an affine map puts it. */
const squaredMiss = (pairs: PointPairs, h: Homography, j: number): number => {
  const dx = h[0] * pairs.srcX[j] + h[1] * pairs.srcY[j] + h[2] - pairs.dstX[j]
  const dy = h[3] * pairs.srcX[j] + h[4] * pairs.srcY[j] + h[5] - pairs.dstY[j]
  return dx * dx + dy * dy
}

/** Weight of each pair that agrees with a seed's similarity; a wider tolerance counts for less. */
const support = (pairs: PointPairs, seed: number, h: Homography, thresholdPx: number): number => {
  const { logScale, turn, dstX, dstY } = pairs
  if (!logScale || !turn) return 0
  let sum = 0
  for (let j = 0; j < pairs.count; j++) {
    if (Math.abs(logScale[j] - logScale[seed]) > MAX_LOG_SCALE) continue
    if (turnBetween(turn[j], turn[seed]) > MAX_TURN) continue
    const dx = dstX[j] - dstX[seed]
    const dy = dstY[j] - dstY[seed]
    // Math.hypot takes many times as long.
    const away = Math.sqrt(dx * dx + dy * dy)
    const tolerance = thresholdPx + DRIFT * away
    // Pairs on top of the seed say nothing about scale or angle and are often the seed itself again.
    if (away < 2 * thresholdPx || squaredMiss(pairs, h, j) > tolerance * tolerance) continue
    sum += thresholdPx / tolerance
  }
  return sum
}

/**
 * One similarity for each of the first `seeds` pairs, from its features' own scale and angle, with the weight
 * of all pairs that agree, best first. A right pair in a hundred is enough for it to stand out, where
 * sampling four pairs at random would need a hundred million tries.
 */
export const similarityVotes = (pairs: PointPairs, thresholdPx: number, seeds: number): SimilarityVote[] => {
  const { logScale, turn } = pairs
  if (!logScale || !turn) return []
  const votes: SimilarityVote[] = []
  for (let seed = 0; seed < Math.min(seeds, pairs.count); seed++) {
    const map = similarityOf(pairs, seed, Math.exp(logScale[seed]), turn[seed])
    votes.push({ seed, map, support: support(pairs, seed, map, thresholdPx) })
  }
  return votes.filter((v) => v.support > 0).sort((p, q) => q.support - p.support)
}
