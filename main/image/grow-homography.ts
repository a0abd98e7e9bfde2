import {
  drawnTowards,
  mapHomography,
  multiplyHomography,
  type Homography,
} from '../../shared/maths/geometry.ts'
import { fitHomography, type ViewKind } from './fit-homography.ts'
import { isPlausibleView } from './homography-sanity.ts'
import { pairPoints, type PointPairs } from './point-pairs.ts'

/** Rounds of widening a seed to the sheet: tolerance per pixel from the seed shrinks as the model learns. */
const GROW_ROUNDS = 9
const FIRST_DRIFT = 0.15
const DRIFT_SHRINK = 0.7
const AFFINE_ROUNDS = 3
const POLISH_ROUNDS = 6
/** Pairs before eight unknowns are trusted. */
const ENOUGH_FOR_PROJECTIVE = 10

/** Distance in dst of pair i from where the map puts it; infinite behind the horizon. */
export const missPx = (h: Homography, pairs: PointPairs, i: number): number => {
  const x = pairs.srcX[i]
  const y = pairs.srcY[i]
  const w = h[6] * x + h[7] * y + h[8]
  if (!(w > 0)) return Infinity
  return Math.hypot(
    (h[0] * x + h[1] * y + h[2]) / w - pairs.dstX[i],
    (h[3] * x + h[4] * y + h[5]) / w - pairs.dstY[i],
  )
}

/** Tukey's biweight, so that a pair at the tolerance has no pull; scaled so that wide tolerances weigh less. */
const weigh = (
  h: Homography,
  pairs: PointPairs,
  tolerance: (i: number) => number,
  weights: Float64Array,
): number => {
  let used = 0
  for (let i = 0; i < pairs.count; i++) {
    const reach = tolerance(i)
    const share = missPx(h, pairs, i) / reach
    weights[i] = share < 1 ? ((1 - share * share) / reach) ** 2 : 0
    if (share < 1) used++
  }
  return used
}

/** Pairs that reach over less than this share of their length across it lie along a line. */
const NARROW_SHARE = 0.1

/** Where weighted pairs lie in the source: their middle, the direction in which they reach farthest, and the variances along and across it. */
interface Spread {
  readonly x: number
  readonly y: number
  readonly along: readonly [number, number]
  readonly longest: number
  readonly shortest: number
}

const spreadOf = ({ count, srcX, srcY }: PointPairs, weights: Float64Array): Spread => {
  let n = 0
  let x = 0
  let y = 0
  let xx = 0
  let xy = 0
  let yy = 0
  for (let i = 0; i < count; i++) {
    const w = weights[i]
    if (!(w > 0)) continue
    n += w
    x += w * srcX[i]
    y += w * srcY[i]
    xx += w * srcX[i] * srcX[i]
    xy += w * srcX[i] * srcY[i]
    yy += w * srcY[i] * srcY[i]
  }
  const [a, b, c] = [xx - (x * x) / n, xy - (x * y) / n, yy - (y * y) / n]
  const half = Math.hypot((a - c) / 2, b)
  const angle = Math.atan2(2 * b, a - c) / 2
  return {
    x: x / n,
    y: y / n,
    along: [Math.cos(angle), Math.sin(angle)],
    longest: ((a + c) / 2 + half) / n,
    shortest: ((a + c) / 2 - half) / n,
  }
}

/** Whether the weighted pairs lie along one line of the source. */
const lieOnLine = (pairs: PointPairs, weights: Float64Array): boolean => {
  const { longest, shortest } = spreadOf(pairs, weights)
  return shortest < NARROW_SHARE ** 2 * longest
}

/** Perspective along a line that is tried: by how much what lies a standard deviation off the middle is smaller or larger. */
const NARROWINGS = Array.from({ length: 31 }, (_, k) => (k - 15) / 50)
/** Then twice as finely, and so on, about the best. */
const FINEST = 1e-4
/** It must explain so much of what a similarity misses, and of so many pairs: or it would follow their noise. */
const LEAST_EXPLAINED = 0.3
const FEWEST_TO_NARROW = 8

interface LineFit {
  readonly narrowing: number
  readonly map: Homography
  readonly miss: number
}

const missOf = (map: Homography, pairs: PointPairs, weights: Float64Array): number =>
  weights.reduce((sum, weight, i) => sum + (weight > 0 ? weight * missPx(map, pairs, i) ** 2 : 0), 0)

/** A similarity after everything was drawn along a line towards its middle, or away from it. */
const narrowedFit = (
  pairs: PointPairs,
  weights: Float64Array,
  { x, y, along, longest }: Spread,
  narrowing: number,
): LineFit | null => {
  const [wx, wy] = along.map((way) => (narrowing * way) / Math.sqrt(longest))
  const narrowed = drawnTowards({ x, y }, { x: wx, y: wy })
  const moved = pairPoints(
    Array.from(pairs.srcX, (srcX, i) => mapHomography(narrowed, srcX, pairs.srcY[i])),
    Array.from(pairs.dstX, (dstX, i) => ({ x: dstX, y: pairs.dstY[i] })),
  )
  const similarity = fitHomography(moved, weights, 'similarity')
  if (similarity === null) return null
  const map = multiplyHomography(similarity, narrowed)
  return { narrowing, map, miss: missOf(map, pairs, weights) }
}

/** All that pairs on a line can tell: a similarity, and how perspective draws the line together. */
const fitAlongLine = (pairs: PointPairs, weights: Float64Array): Homography | null => {
  const plain = fitHomography(pairs, weights, 'similarity')
  const used = weights.reduce((n, weight) => n + (weight > 0 ? 1 : 0), 0)
  if (plain === null || used < FEWEST_TO_NARROW) return plain
  const spread = spreadOf(pairs, weights)
  const start = { narrowing: 0, map: plain, miss: missOf(plain, pairs, weights) }
  const better = (best: LineFit, narrowing: number): LineFit => {
    const fit = narrowedFit(pairs, weights, spread, narrowing)
    return fit !== null && fit.miss < best.miss ? fit : best
  }
  let best = NARROWINGS.reduce<LineFit>(better, start)
  for (let step = 0.01; step > FINEST; step /= 2)
    best = [best.narrowing - step, best.narrowing + step].reduce(better, best)
  return best.miss < (1 - LEAST_EXPLAINED) * start.miss ? best.map : plain
}

/** The view that the weighted pairs tell. */
const fitView = (
  pairs: PointPairs,
  weights: Float64Array,
  kind: ViewKind,
  start: Homography,
): Homography | null =>
  kind === 'similarity' ? fitAlongLine(pairs, weights) : fitHomography(pairs, weights, kind, start)

const kindFor = (pairs: PointPairs, weights: Float64Array, used: number, isEarly: boolean): ViewKind => {
  if (lieOnLine(pairs, weights)) return 'similarity'
  return used >= ENOUGH_FOR_PROJECTIVE && !isEarly ? 'projective' : 'affine'
}

/** From a map that is right near one pair to one that is right wherever the sheet is flat. */
export const growHomography = (
  pairs: PointPairs,
  start: Homography,
  seed: number,
  thresholdPx: number,
): Homography | null => {
  const weights = new Float64Array(pairs.count)
  const { dstX, dstY } = pairs
  let map = start
  let drift = FIRST_DRIFT
  for (let round = 0; round < GROW_ROUNDS; round++, drift *= DRIFT_SHRINK) {
    const reach = drift
    const used = weigh(
      map,
      pairs,
      (i) => thresholdPx + reach * Math.hypot(dstX[i] - dstX[seed], dstY[i] - dstY[seed]),
      weights,
    )
    if (used < 4) return null
    const next = fitView(pairs, weights, kindFor(pairs, weights, used, round < AFFINE_ROUNDS), map)
    if (!next || !isPlausibleView(next, pairs, weights)) return null
    map = next
  }
  return polishHomography(pairs, map, thresholdPx)
}

/** Re-weighted least squares on the pairs within the threshold. */
export const polishHomography = (
  pairs: PointPairs,
  start: Homography,
  thresholdPx: number,
): Homography | null => {
  const weights = new Float64Array(pairs.count)
  let map = start
  for (let round = 0; round < POLISH_ROUNDS; round++) {
    if (weigh(map, pairs, () => thresholdPx, weights) < 4) return null
    const kind = lieOnLine(pairs, weights) ? 'similarity' : 'projective'
    const next = fitView(pairs, weights, kind, map)
    if (!next || !isPlausibleView(next, pairs, weights)) return null
    map = next
  }
  return map
}
