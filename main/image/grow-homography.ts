import type { Homography } from '../../shared/maths/geometry.ts'
import { fitHomography, type ViewKind } from './fit-homography.ts'
import { isPlausibleView } from './homography-sanity.ts'
import type { PointPairs } from './point-pairs.ts'

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

/** Whether the weighted pairs lie along one line of the source, by their second moments. */
const lieOnLine = ({ count, srcX, srcY }: PointPairs, weights: Float64Array): boolean => {
  let [n, x, y, xx, xy, yy] = [0, 0, 0, 0, 0, 0]
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
  return (a + c) / 2 - half < NARROW_SHARE ** 2 * ((a + c) / 2 + half)
}

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
    const next = fitHomography(pairs, weights, kindFor(pairs, weights, used, round < AFFINE_ROUNDS), map)
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
    const next = fitHomography(pairs, weights, kind, map)
    if (!next || !isPlausibleView(next, pairs, weights)) return null
    map = next
  }
  return map
}
