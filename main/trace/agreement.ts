import { turnBetween } from '../../shared/maths/geometry.ts'
import type { PointPairs } from '../image/point-pairs.ts'

/** Pairs of a page's places with the picture's, each with a scale, an angle and a weight. */
export interface WeightedPairs extends Required<PointPairs> {
  readonly weight: Float64Array
}

export const newPairs = (count: number): WeightedPairs => ({
  count,
  srcX: new Float64Array(count),
  srcY: new Float64Array(count),
  dstX: new Float64Array(count),
  dstY: new Float64Array(count),
  logScale: new Float64Array(count),
  turn: new Float64Array(count),
  weight: new Float64Array(count),
})

const VOTE_SIGMA_BITS = 22

/** What a match weighs by the bits, of 128, in which its two features differ; before it is known how rare they are. */
export const voteOf = (bits: number): number =>
  Math.exp(-(bits * bits) / (2 * VOTE_SIGMA_BITS * VOTE_SIGMA_BITS))

export interface Agreement {
  /** Evidence of the pairs that agree with the best pair's view, each place of the picture counted once. */
  readonly score: number
  /** Those pairs, as places, for a first fit. */
  readonly pairs: PointPairs
}

/** How far a view taken from one pair may miss others: pixels, and per pixel of distance from it. */
const NEAR_PX = 5
const DRIFT = 0.15
const MOST_LOG_SCALE = 0.55
const MOST_TURN = 0.5
/** Pairs as near to the best one as this say nothing about scale and angle. */
const SAME_PX = 12

/**
 * What an agreeing pair says, by its distance from the seed in pixels: the logarithm of how seldom chance would put it within the
 * tolerance there, on a picture of a million pixels; 1 for the nearest. Weighed by the tolerance itself, a title's few letters would
 * outdo a paragraph.
 */
const SEEN_PX2 = 1e6
const surprise = (tolerance: number): number =>
  Math.max(0, Math.log(SEEN_PX2 / (Math.PI * tolerance * tolerance)))
const SAID = Float64Array.from(
  { length: 2048 },
  (_, away) => surprise(NEAR_PX + DRIFT * away) / surprise(NEAR_PX),
)
const saidAt = (away: number): number => SAID[Math.min(SAID.length - 1, Math.trunc(away))]

/** Features of one letter are one place. */
const PLACE_PX = 24

/** Weight of each pair for the view that pair `seed` makes with its own place, scale and angle; zero for those that disagree. */
const supportOf = (pairs: WeightedPairs, seed: number, out: Float64Array | null): number => {
  const { count, srcX, srcY, dstX, dstY, logScale, turn, weight } = pairs
  const scale = Math.exp(logScale[seed])
  const c = scale * Math.cos(turn[seed])
  const s = scale * Math.sin(turn[seed])
  let sum = 0
  for (let k = 0; k < count; k++) {
    if (out) out[k] = k === seed ? weight[k] : 0
    if (Math.abs(logScale[k] - logScale[seed]) > MOST_LOG_SCALE) continue
    const u = dstX[k] - dstX[seed]
    const v = dstY[k] - dstY[seed]
    const away = Math.sqrt(u * u + v * v)
    if (away < SAME_PX) continue
    const tolerance = NEAR_PX + DRIFT * away
    const x = srcX[k] - srcX[seed]
    const y = srcY[k] - srcY[seed]
    const missX = c * x - s * y - u
    const missY = s * x + c * y - v
    if (missX * missX + missY * missY > tolerance * tolerance) continue
    if (turnBetween(turn[k], turn[seed]) > MOST_TURN) continue
    const share = weight[k] * saidAt(away)
    sum += share
    if (out) out[k] = share
  }
  return sum
}

/** The pairs of `pairs` with the given numbers. */
const pickPairs = (pairs: WeightedPairs, numbers: readonly number[]): WeightedPairs => {
  const pick = (from: Float64Array) => Float64Array.from(numbers, (k) => from[k])
  return {
    count: numbers.length,
    srcX: pick(pairs.srcX),
    srcY: pick(pairs.srcY),
    dstX: pick(pairs.dstX),
    dstY: pick(pairs.dstY),
    logScale: pick(pairs.logScale),
    turn: pick(pairs.turn),
    weight: pick(pairs.weight),
  }
}

/** Numbers of the pairs that the largest weight of agreement stands behind, the best first; none where no two agree. */
const bestAgreed = (pairs: WeightedPairs): { score: number; numbers: number[] } => {
  let best = -1
  let most = 0
  for (let seed = 0; seed < pairs.count; seed++) {
    const sum = supportOf(pairs, seed, null)
    if (sum <= most) continue
    most = sum
    best = seed
  }
  if (best < 0) return { score: 0, numbers: [] }
  const shares = new Float64Array(pairs.count)
  supportOf(pairs, best, shares)
  const numbers = Array.from(shares.keys())
    .filter((k) => shares[k] > 0)
    .sort((a, b) => (a === best ? -1 : b === best ? 1 : shares[b] - shares[a]))
  const { dstX, dstY } = pairs
  const score = sumByPlace(
    numbers,
    (k) => dstX[k],
    (k) => dstY[k],
    (k) => shares[k],
  )
  return { score, numbers }
}

/** What some features say, summed, of each place of the picture the most. */
export const sumByPlace = (
  features: Iterable<number>,
  xOf: (feature: number) => number,
  yOf: (feature: number) => number,
  saysOf: (feature: number) => number,
): number => {
  const places = new Map<number, number>()
  for (const feature of features) {
    const place = Math.floor(yOf(feature) / PLACE_PX) * 4096 + Math.floor(xOf(feature) / PLACE_PX)
    places.set(place, Math.max(places.get(place) ?? 0, saysOf(feature)))
  }
  return [...places.values()].reduce((sum, says) => sum + says, 0)
}

/** The score of the view that most pairs agree on; nothing where no two agree. */
export const agreedScore = (pairs: WeightedPairs): number => bestAgreed(pairs).score

/** The view that most pairs agree on, the one that most of the others do, and so on: at most so many, best first. */
export const agreements = (pairs: WeightedPairs, most: number): Agreement[] => {
  const found: Agreement[] = []
  let left = pairs
  for (;;) {
    const { score, numbers } = bestAgreed(left)
    if (numbers.length === 0) break
    found.push({ score, pairs: pickPairs(left, numbers) })
    if (found.length === most) break
    const taken = new Set(numbers)
    left = pickPairs(
      left,
      Array.from({ length: left.count }, (_, k) => k).filter((k) => !taken.has(k)),
    )
  }
  return found
}
