import type { Homography } from '../../shared/maths/geometry.ts'
import { growHomography, missPx, polishHomography } from './grow-homography.ts'
import type { PointPairs } from './point-pairs.ts'
import { sampledHomographies } from './sample-homography.ts'
import type { SimilarityVote } from './similarity-votes.ts'
import { similarityVotes } from './similarity-votes.ts'

export interface HomographyOptions {
  /** A pair within this of its mapped place, in dst pixels, is an inlier. */
  readonly thresholdPx: number
  readonly seed: number
  /** Random samples of four pairs, tried where the features' own scales and angles lead nowhere. */
  readonly maxIterations: number
  /** Views grown from the votes; where most pairs are right, the first few say it. */
  readonly hypotheses: number
}

export const HOMOGRAPHY_DEFAULTS: HomographyOptions = Object.freeze({
  thresholdPx: 4,
  seed: 1,
  maxIterations: 1500,
  hypotheses: 24,
})

export interface HomographyFit {
  /** src to dst; the third homogeneous coordinate is positive over the inliers. */
  readonly homography: Homography
  /** Indices of the pairs within the threshold. */
  readonly inliers: Uint32Array
  /** Inliers at places of their own: a feature with two angles counts once. */
  readonly count: number
  /** Root mean square distance of the inliers in dst. */
  readonly residualPx: number
}

const SEEDS = 1000
/** With this many inliers from the votes there is nothing for sampling to find. */
const CONVINCING = 12
const SAME_PLACE_PX = 2

/** Sum over inliers of 1 - (miss / threshold)^2: MSAC (Torr and Zisserman, CVIU 2000), turned up. */
const score = (h: Homography, pairs: PointPairs, thresholdPx: number): number => {
  let sum = 0
  for (let i = 0; i < pairs.count; i++) {
    const share = missPx(h, pairs, i) / thresholdPx
    if (share < 1) sum += 1 - share * share
  }
  return sum
}

interface Scored {
  readonly map: Homography
  readonly score: number
}

const better = (
  best: Scored | null,
  map: Homography | null,
  pairs: PointPairs,
  thresholdPx: number,
): Scored | null => {
  if (!map) return best
  const scored = { map, score: score(map, pairs, thresholdPx) }
  return !best || scored.score > best.score ? scored : best
}

const fromVotes = (
  pairs: PointPairs,
  votes: readonly SimilarityVote[],
  { thresholdPx, hypotheses }: HomographyOptions,
): Scored | null => {
  const explained = new Uint8Array(pairs.count)
  let best: Scored | null = null
  let tried = 0
  for (const vote of votes) {
    if (tried === hypotheses) break
    if (explained[vote.seed]) continue
    tried++
    const map = growHomography(pairs, vote.map, vote.seed, thresholdPx)
    explained[vote.seed] = 1
    if (!map) continue
    for (let i = 0; i < pairs.count; i++) if (missPx(map, pairs, i) < thresholdPx) explained[i] = 1
    best = better(best, map, pairs, thresholdPx)
  }
  return best
}

const fromSamples = (pairs: PointPairs, options: HomographyOptions): Scored | null => {
  const { thresholdPx } = options
  let best: Scored | null = null
  for (const map of sampledHomographies(pairs, options.maxIterations, options.seed)) {
    const before: Scored | null = best
    best = better(best, map, pairs, thresholdPx)
    if (best !== before) best = better(best, polishHomography(pairs, map, thresholdPx), pairs, thresholdPx)
  }
  const polished = best && polishHomography(pairs, best.map, thresholdPx)
  return better(null, polished, pairs, thresholdPx)
}

const describeFit = (map: Homography, pairs: PointPairs, thresholdPx: number): HomographyFit => {
  const inliers: number[] = []
  const places = new Set<string>()
  let squares = 0
  for (let i = 0; i < pairs.count; i++) {
    const miss = missPx(map, pairs, i)
    if (!(miss < thresholdPx)) continue
    inliers.push(i)
    squares += miss * miss
    places.add(`${Math.round(pairs.srcX[i] / SAME_PLACE_PX)},${Math.round(pairs.srcY[i] / SAME_PLACE_PX)}`)
  }
  const residualPx = Math.sqrt(squares / Math.max(1, inliers.length))
  return { homography: map, inliers: Uint32Array.from(inliers), count: places.size, residualPx }
}

/**
 * The plane projective map that most pairs agree on, or null. A view of a page is never mirrored: flip the
 * picture first to look for that. The caller judges whether `count` is more than chance.
 */
export const estimateHomography = (
  pairs: PointPairs,
  given: Partial<HomographyOptions> = {},
): HomographyFit | null => {
  const options = { ...HOMOGRAPHY_DEFAULTS, ...given }
  const { thresholdPx } = options
  const voted = fromVotes(pairs, similarityVotes(pairs, thresholdPx, SEEDS), options)
  if (voted && voted.score >= CONVINCING) return describeFit(voted.map, pairs, thresholdPx)
  const sampled = fromSamples(pairs, options)
  const best = sampled && (!voted || sampled.score > voted.score) ? sampled : voted
  return best && describeFit(best.map, pairs, thresholdPx)
}
