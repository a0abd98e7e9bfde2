/** Natural log of the chance that any of `trials` independent-sign scores reaches z: Hoeffding with a union bound. */
export const logFalseAlarm = (z: number, trials: number): number =>
  z <= 0 ? 0 : Math.min(0, Math.log(Math.max(1, trials)) - (z * z) / 2)

/** The score at which `trials` scores together reach the limit's chance of a false alarm. */
export const thresholdFor = (limit: number, trials: number): number =>
  Math.sqrt(2 * (Math.log(Math.max(1, trials)) - Math.log(limit)))

/** Middle value; NaN for none. Does not change its argument. */
export const median = (values: ArrayLike<number>): number => quantile(values, 0.5)

/** Linear interpolation between order statistics (type 7 of Hyndman and Fan 1996); NaN for none. */
export const quantile = (values: ArrayLike<number>, p: number): number => {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const at = p * (sorted.length - 1)
  const low = Math.floor(at)
  const high = Math.min(low + 1, sorted.length - 1)
  return sorted[low] + (at - low) * (sorted[high] - sorted[low])
}

/** Standard deviation of a normal variable to the median of its size. */
export const NORMAL_DEVIATION = 1.4826

/** Standard deviation that outliers do not move: that many times the median absolute deviation from the median. */
export const robustDeviation = (values: ArrayLike<number>): number => {
  const middle = median(values)
  return NORMAL_DEVIATION * median(Float64Array.from(values, (v) => Math.abs(v - middle)))
}

export const meanAndDeviation = (values: ArrayLike<number>): { mean: number; sd: number } => {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]
  const mean = sum / values.length
  let squares = 0
  for (let i = 0; i < values.length; i++) squares += (values[i] - mean) ** 2
  return { mean, sd: Math.sqrt(squares / Math.max(1, values.length - 1)) }
}

/** Wilson's 95 % interval for a rate of `hits` in `n` (Wilson 1927). */
export const wilsonInterval = (hits: number, n: number): readonly [number, number] => {
  if (n === 0) return [0, 1]
  const z = 1.959964
  const p = hits / n
  const centre = p + (z * z) / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)]
}
