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

/** Matérn's correlation of order 3/2: of a field that has a slope everywhere, and no more. */
const correlation = (length: number, distance: number): number => {
  const d = (Math.sqrt(3) * distance) / length
  return (1 + d) * Math.exp(-d)
}

/**
 * Of one place and its neighbours, made once, as thousands of places are asked: how far they lie from one another, on and below the diagonal, and
 * from the place; how such values go together; and what is solved for.
 */
const apart = new Float64Array(NEIGHBOURS * NEIGHBOURS)
const away = new Float64Array(NEIGHBOURS)
const among = new Float64Array(NEIGHBOURS * NEIGHBOURS)
const towards = new Float64Array(NEIGHBOURS)
const together = new Float64Array(NEIGHBOURS * NEIGHBOURS)
const weights = new Float64Array(NEIGHBOURS)
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

/** Tens of millions are asked for: `Math.hypot` takes four times as long. */
const distance = (dx: number, dy: number): number => Math.sqrt(dx * dx + dy * dy)

const measureDistances = ({ x, y }: Seen, others: Int32Array, k: number): void => {
  const n = others.length
  for (let i = 0; i < n; i++) {
    const xi = x[others[i]]
    const yi = y[others[i]]
    for (let j = 0; j < i; j++) apart[i * n + j] = distance(xi - x[others[j]], yi - y[others[j]])
    away[i] = distance(xi - x[k], yi - y[k])
  }
}

const correlate = (length: number, n: number): void => {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) among[i * n + j] = correlation(length, apart[i * n + j])
    towards[i] = correlation(length, away[i])
  }
}

/** By a field of such a variance, whose values go together as `correlate` left them. */
const predict = ({ value, noise }: Seen, others: Int32Array, power: number): Predicted => {
  const n = others.length
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) together[i * n + j] = power * among[i * n + j]
    together[i * n + i] = power + noise[others[i]]
    weights[i] = power * towards[i]
    ones[i] = 1
  }
  if (!decompose(together, n)) return UNKNOWN
  substitute(together, weights, n)
  substitute(together, ones, n)
  let told = 0
  let all = 0
  let explained = 0
  for (let i = 0; i < n; i++) {
    told += weights[i]
    all += ones[i]
    explained += weights[i] * power * towards[i]
  }
  const share = (1 - told) / all
  let sum = 0
  for (let i = 0; i < n; i++) sum += (weights[i] + share * ones[i]) * value[others[i]]
  return { value: sum, variance: power - explained + share * (1 - told) }
}

const othersOf = (nearest: Int32Array, k: number): Int32Array => {
  const others = nearest.subarray(k * NEIGHBOURS, (k + 1) * NEIGHBOURS)
  const end = others.indexOf(-1)
  return end < 0 ? others : others.subarray(0, end)
}

/**
 * What is left of the values at such places once what is seen around each, the place itself left out, is taken away, by each kind of field: by
 * ordinary kriging (Matheron 1963; Rasmussen and Williams, Gaussian Processes for Machine Learning, 2.7), the best linear prediction of a
 * field of that kind whose mean nobody knows. NaN with no others. Kinds of one length that follow one another share half of the work.
 */
export const leftoversByKind = (
  seen: Seen,
  nearest: Int32Array,
  kinds: readonly FieldKind[],
  places: readonly number[],
): Leftovers[] => {
  const all = kinds.map(() => ({
    left: new Float64Array(places.length).fill(Number.NaN),
    variance: new Float64Array(places.length).fill(Number.NaN),
  }))
  for (const [at, k] of places.entries()) {
    const others = othersOf(nearest, k)
    if (others.length === 0) continue
    measureDistances(seen, others, k)
    for (const [which, { deviation, length }] of kinds.entries()) {
      if (length !== kinds[which - 1]?.length) correlate(length, others.length)
      const { value, variance } = predict(seen, others, deviation * deviation)
      all[which].left[at] = seen.value[k] - value
      all[which].variance[at] = variance
    }
  }
  return all
}

/** By one kind of field, at every place. */
export const leftovers = (seen: Seen, nearest: Int32Array, kind: FieldKind): Leftovers =>
  leftoversByKind(seen, nearest, [kind], [...seen.value.keys()])[0]
