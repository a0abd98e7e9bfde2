import { DESCRIPTOR_LENGTH } from './descriptor.ts'
import type { Features } from './features.ts'
import { SIGNATURE_WORDS, hamming } from './signature.ts'

export interface Match {
  /** Indices into the two sets of features. */
  readonly a: number
  readonly b: number
  /** Euclidean distance of the descriptors, where 512 is unit length. */
  readonly distance: number
  /** Distance over that of the best match at a clearly different place: lower is surer. */
  readonly ratio: number
}

export interface MatchOptions {
  /** Matches above this ratio are dropped. Text repeats itself, and geometry sorts out the rest, so it is mild. */
  readonly ratio: number
}

export const MATCH_DEFAULTS: MatchOptions = Object.freeze({ ratio: 0.9 })

/** Nearest by signature that are compared in full. */
const SHORTLIST = 32
const SIGNATURE_BITS = 32 * SIGNATURE_WORDS
/** Two features of `b` nearer than this many times their scale are the same place. */
const SAME_PLACE_SCALES = 3
const SAME_PLACE_PX = 3

const distances = (a: Features, i: number, b: Features, out: Uint16Array, histogram: Uint32Array): void => {
  histogram.fill(0)
  const base = i * SIGNATURE_WORDS
  for (let j = 0, at = 0; j < b.count; j++, at += SIGNATURE_WORDS) {
    const d = hamming(a.signatures, base, b.signatures, at)
    out[j] = d
    histogram[d]++
  }
}

const shortlistLimit = (histogram: Uint32Array): number => {
  let seen = 0
  for (let d = 0; d <= SIGNATURE_BITS; d++) {
    seen += histogram[d]
    if (seen >= SHORTLIST) return d
  }
  return SIGNATURE_BITS
}

const squaredDistance = (a: Uint8Array, ai: number, b: Uint8Array, bi: number): number => {
  let sum = 0
  for (let k = 0; k < DESCRIPTOR_LENGTH; k++) {
    const d = a[ai + k] - b[bi + k]
    sum += d * d
  }
  return sum
}

const samePlace = (b: Features, i: number, j: number): boolean => {
  const reach = SAME_PLACE_PX + SAME_PLACE_SCALES * Math.max(b.scale[i], b.scale[j])
  return Math.hypot(b.x[i] - b.x[j], b.y[i] - b.y[j]) < reach
}

/** Best of the shortlist, and the ratio to the best that lies elsewhere. */
const bestOf = (a: Features, i: number, b: Features, shortlist: readonly number[]): Match | null => {
  const full = shortlist.map((j) =>
    squaredDistance(a.descriptor, i * DESCRIPTOR_LENGTH, b.descriptor, j * DESCRIPTOR_LENGTH),
  )
  let best = -1
  for (let k = 0; k < full.length; k++) if (best < 0 || full[k] < full[best]) best = k
  if (best < 0) return null
  let second = Infinity
  for (let k = 0; k < full.length; k++) {
    if (full[k] < second && !samePlace(b, shortlist[k], shortlist[best])) second = full[k]
  }
  // A shortlist with nothing elsewhere is no evidence of uniqueness beyond its own reach.
  const ratio = second === Infinity ? 1 : Math.sqrt(full[best] / Math.max(second, 1))
  return { a: i, b: shortlist[best], distance: Math.sqrt(full[best]), ratio }
}

const onePerTarget = (matches: readonly Match[], targets: number): Match[] => {
  const best = new Int32Array(targets).fill(-1)
  matches.forEach((m, k) => {
    if (best[m.b] < 0 || m.ratio < matches[best[m.b]].ratio) best[m.b] = k
  })
  return matches.filter((m, k) => best[m.b] === k)
}

/** For each feature of `a` its nearest in `b` that passes the ratio test, each `b` taken once; surest first. */
export const matchFeatures = (a: Features, b: Features, given: Partial<MatchOptions> = {}): Match[] => {
  const options = { ...MATCH_DEFAULTS, ...given }
  const near = new Uint16Array(b.count)
  const histogram = new Uint32Array(SIGNATURE_BITS + 1)
  const matches: Match[] = []
  for (let i = 0; i < a.count; i++) {
    distances(a, i, b, near, histogram)
    const limit = shortlistLimit(histogram)
    const shortlist: number[] = []
    for (let j = 0; j < b.count; j++) if (near[j] <= limit) shortlist.push(j)
    const match = bestOf(a, i, b, shortlist)
    if (match && match.ratio <= options.ratio) matches.push(match)
  }
  return onePerTarget(matches, b.count).sort((p, q) => p.ratio - q.ratio)
}
