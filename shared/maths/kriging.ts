import { decompose, substitute } from './solve-symmetric.ts'

/** Values of one field seen at places, each with its own noise. */
export interface Seen {
  readonly x: Float64Array
  readonly y: Float64Array
  readonly value: Float64Array
  /** Variance of what each value has that the field has not. */
  readonly noise: Float64Array
}

/** How a field varies: its deviation, in the values' unit, and over what distance, in the places', it does. */
export interface FieldKind {
  readonly deviation: number
  readonly length: number
}

/** Those so near to a place tell what it should show; what lies behind them adds nothing. */
const NEIGHBOURS = 32

/** Of each place the others that are nearest to it, as so many places to each; -1 where there are no more. */
export const nearestOthers = ({ x, y }: Pick<Seen, 'x' | 'y'>): Int32Array => {
  const nearest = new Int32Array(x.length * NEIGHBOURS).fill(-1)
  const distances = new Float64Array(NEIGHBOURS)
  for (let k = 0; k < x.length; k++) {
    let held = 0
    for (let other = 0; other < x.length; other++) {
      if (other === k) continue
      const distance = (x[other] - x[k]) ** 2 + (y[other] - y[k]) ** 2
      if (held === NEIGHBOURS && distance >= distances[held - 1]) continue
      let at = held < NEIGHBOURS ? held++ : held - 1
      for (; at > 0 && distances[at - 1] > distance; at--) {
        distances[at] = distances[at - 1]
        nearest[k * NEIGHBOURS + at] = nearest[k * NEIGHBOURS + at - 1]
      }
      distances[at] = distance
      nearest[k * NEIGHBOURS + at] = other
    }
  }
  return nearest
}

/** Matérn's covariance of order 3/2: a field that has a slope everywhere, and no more. */
const covariance = ({ deviation, length }: FieldKind, distance: number): number => {
  const d = (Math.sqrt(3) * distance) / length
  return deviation * deviation * (1 + d) * Math.exp(-d)
}

/** Of one place's neighbours: how they vary together, and with the place. Made once, as thousands of places are asked. */
const together = new Float64Array(NEIGHBOURS * NEIGHBOURS)
const towards = new Float64Array(NEIGHBOURS)
const known = new Float64Array(NEIGHBOURS)
const ones = new Float64Array(NEIGHBOURS)

/** What is left of a value, and the variance of what was taken from it. */
export interface Leftovers {
  readonly left: Float64Array
  readonly variance: Float64Array
}

interface Predicted {
  readonly value: number
  readonly variance: number
}

const UNKNOWN: Predicted = { value: Number.NaN, variance: Number.NaN }

/**
 * What the field shows at a place by what is seen around it, the place itself left out: ordinary kriging (Matheron 1963; Rasmussen and Williams,
 * Gaussian Processes for Machine Learning, 2.7), the best linear prediction of a field of that kind whose mean nobody knows. NaN with no others.
 */
const predict = (
  { x, y, value, noise }: Seen,
  nearest: Int32Array,
  kind: FieldKind,
  k: number,
): Predicted => {
  const others = nearest.subarray(k * NEIGHBOURS, (k + 1) * NEIGHBOURS)
  const end = others.indexOf(-1)
  const n = end < 0 ? NEIGHBOURS : end
  if (n === 0) return UNKNOWN
  for (let i = 0; i < n; i++) {
    const a = others[i]
    for (let j = 0; j <= i; j++)
      together[i * n + j] = covariance(kind, Math.hypot(x[a] - x[others[j]], y[a] - y[others[j]]))
    together[i * n + i] += noise[a]
    towards[i] = covariance(kind, Math.hypot(x[a] - x[k], y[a] - y[k]))
    known[i] = towards[i]
    ones[i] = 1
  }
  if (!decompose(together, n)) return UNKNOWN
  substitute(together, towards, n)
  substitute(together, ones, n)
  let [told, all, explained] = [0, 0, 0]
  for (let i = 0; i < n; i++) {
    told += towards[i]
    all += ones[i]
    explained += towards[i] * known[i]
  }
  const share = (1 - told) / all
  let sum = 0
  for (let i = 0; i < n; i++) sum += (towards[i] + share * ones[i]) * value[others[i]]
  return { value: sum, variance: covariance(kind, 0) - explained + share * (1 - told) }
}

/** What is left of the values at such places once what is seen around each is taken away. */
export const leftovers = (
  seen: Seen,
  nearest: Int32Array,
  kind: FieldKind,
  places: Iterable<number> = seen.value.keys(),
): Leftovers => {
  const predicted = Array.from(places, (k) => ({ k, ...predict(seen, nearest, kind, k) }))
  return {
    left: Float64Array.from(predicted, ({ k, value }) => seen.value[k] - value),
    variance: Float64Array.from(predicted, ({ variance }) => variance),
  }
}
