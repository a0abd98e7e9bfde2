/**
 * The score of one copy: Z = sum(r_i s_i) / sqrt(sum(r_i^2)).
 *
 * Whatever the residuals are, signs that are independent of them give P(Z >= t) <= exp(-t^2 / 2)
 * (Hoeffding 1963, theorem 2). Residuals that are all zero score 0.
 */
export const scoreSigns = (residuals: Float32Array, packed: Uint8Array): number => {
  const table = scoreTable(residuals)
  return table.norm === 0 ? 0 : weighAll(table, [packed])[0] / table.norm
}

/** Sums of eight residuals under each of the 256 sign patterns of a byte, so that a copy costs a look-up per byte. */
export interface ScoreTable {
  readonly bytes: number
  readonly sums: Float32Array
  /** sqrt(sum(r_i^2)) */
  readonly norm: number
}

export const scoreTable = (residuals: Float32Array): ScoreTable => {
  const bytes = (residuals.length + 7) >> 3
  const sums = new Float32Array(bytes * 256)
  let energy = 0
  for (let byte = 0; byte < bytes; byte++) {
    const base = byte * 256
    let all = 0
    for (let bit = 0; bit < 8; bit++) {
      const r = residuals[byte * 8 + bit] ?? 0
      all += r
      energy += r * r
    }
    sums[base] = -all
    for (let pattern = 1; pattern < 256; pattern++) {
      const lowest = pattern & -pattern
      const bit = 31 - Math.clz32(lowest)
      sums[base + pattern] = sums[base + (pattern ^ lowest)] + 2 * (residuals[byte * 8 + bit] ?? 0)
    }
  }
  return { bytes, sums, norm: Math.sqrt(energy) }
}

/** Bytes of signs whose sums (1 KiB each) stay in a processor's nearest cache. */
const NEAR = 24

/**
 * sum(r_i s_i) for the packed signs (see signs.ts) of each of several copies; the bits beyond the last residual weigh nothing.
 * Copies are taken together a stretch of signs at a time: a page's sums, some 4 MB, would else be fetched anew for each.
 */
export const weighAll = (table: ScoreTable, copies: readonly Uint8Array[]): Float64Array => {
  const { bytes, sums } = table
  const weighed = new Float64Array(copies.length)
  for (let from = 0; from < bytes; from += NEAR) {
    const to = Math.min(bytes, from + NEAR)
    for (let copy = 0; copy < copies.length; copy++) {
      const packed = copies[copy]
      let sum = weighed[copy]
      for (let byte = from; byte < to; byte++) sum += sums[(byte << 8) + packed[byte]]
      weighed[copy] = sum
    }
  }
  return weighed
}
