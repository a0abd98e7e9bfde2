import { robustDeviation } from './statistics.ts'

/** A displacement (dx, dy) seen at (x, y); `trust` is its weight, e.g. an inverse variance. */
export interface Sample {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly trust: number
}

/** What is left of each sample's displacement when its neighbours' smooth trend is taken away; NaN without neighbours. */
export interface Leftover {
  readonly dx: Float64Array
  readonly dy: Float64Array
}

/** A neighbourhood reaches this many radii; beyond, the Gaussian weight is negligible. */
const REACH_RADII = 2.5
/** Fewer neighbours than this cannot carry a slope, only a mean. */
const NEIGHBOURS_FOR_SLOPE = 8

type Buckets = ReadonlyMap<number, readonly number[]>

const bucketKey = (i: number, j: number): number => i * 100_003 + j

const fillBuckets = (samples: readonly Sample[], size: number): Buckets => {
  const buckets = new Map<number, number[]>()
  samples.forEach((s, k) => {
    const key = bucketKey(Math.floor(s.x / size), Math.floor(s.y / size))
    const list = buckets.get(key)
    if (list) list.push(k)
    else buckets.set(key, [k])
  })
  return buckets
}

/** Weighted local linear prediction at sample `k` from all the others (Cleveland 1979, left-one-out). */
const predict = (
  samples: readonly Sample[],
  votes: Float64Array,
  buckets: Buckets,
  k: number,
  radius: number,
): readonly [number, number] | null => {
  const me = samples[k]
  const size = REACH_RADII * radius
  const bi = Math.floor(me.x / size)
  const bj = Math.floor(me.y / size)
  let n = 0
  let s = 0,
    sx = 0,
    sy = 0,
    sxx = 0,
    sxy = 0,
    syy = 0
  let u = 0,
    ux = 0,
    uy = 0,
    v = 0,
    vx = 0,
    vy = 0
  for (let i = bi - 1; i <= bi + 1; i++) {
    for (let j = bj - 1; j <= bj + 1; j++) {
      for (const other of buckets.get(bucketKey(i, j)) ?? []) {
        if (other === k) continue
        const o = samples[other]
        const x = (o.x - me.x) / radius
        const y = (o.y - me.y) / radius
        const d2 = x * x + y * y
        if (d2 > REACH_RADII * REACH_RADII) continue
        const w = votes[other] * Math.exp(-0.5 * d2)
        n++
        s += w
        sx += w * x
        sy += w * y
        sxx += w * x * x
        sxy += w * x * y
        syy += w * y * y
        u += w * o.dx
        ux += w * x * o.dx
        uy += w * y * o.dx
        v += w * o.dy
        vx += w * x * o.dy
        vy += w * y * o.dy
      }
    }
  }
  if (n === 0 || s <= 0) return null
  if (n < NEIGHBOURS_FOR_SLOPE) return [u / s, v / s]
  // Ridge on the slopes: where all neighbours stand in one line, the slope across it is unknown.
  const ridge = 0.05 * s
  const a = sxx + ridge
  const c = syy + ridge
  const m00 = a * c - sxy * sxy
  const m01 = sxy * sy - sx * c
  const m02 = sx * sxy - a * sy
  const det = s * m00 + sx * m01 + sy * m02
  if (Math.abs(det) < 1e-12 * s * s * s) return [u / s, v / s]
  return [(u * m00 + ux * m01 + uy * m02) / det, (v * m00 + vx * m01 + vy * m02) / det]
}

const onePass = (samples: readonly Sample[], votes: Float64Array, radius: number): Leftover => {
  const buckets = fillBuckets(samples, REACH_RADII * radius)
  const dx = new Float64Array(samples.length).fill(Number.NaN)
  const dy = new Float64Array(samples.length).fill(Number.NaN)
  samples.forEach((sample, k) => {
    const trend = predict(samples, votes, buckets, k, radius)
    if (trend === null) return
    dx[k] = sample.dx - trend[0]
    dy[k] = sample.dy - trend[1]
  })
  return { dx, dy }
}

/** Leave-one-out leftovers; strays lose their vote in a second pass. `radius` in the samples' own unit. */
export const leaveOneOut = (samples: readonly Sample[], radius: number): Leftover => {
  const votes = Float64Array.from(samples, (s) => s.trust)
  const first = onePass(samples, votes, radius)
  const sizes = Float64Array.from(samples, (_, k) => Math.hypot(first.dx[k], first.dy[k])).filter(
    (v) => v >= 0,
  )
  const spread = sizes.length === 0 ? 0 : Math.max(1e-6, robustDeviation(sizes) + 1e-6)
  samples.forEach((_, k) => {
    const size = Math.hypot(first.dx[k], first.dy[k])
    if (size >= 0) votes[k] /= 1 + (size / (4 * spread)) ** 2
  })
  return onePass(samples, votes, radius)
}
