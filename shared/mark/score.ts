/**
 * The score of one copy: Z = sum(r_i s_i) / sqrt(sum(r_i^2)).
 *
 * Whatever the residuals are, signs that are independent of them give P(Z >= t) <= exp(-t^2 / 2)
 * (Hoeffding 1963, theorem 2). Residuals that are all zero score 0.
 */
export const scoreSigns = (residuals: Float32Array, packed: Uint8Array): number => {
  const table = scoreTable(residuals)
  return table.norm === 0 ? 0 : weighSigns(table, packed) / table.norm
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

/** sum(r_i s_i) for packed signs (see signs.ts); the bits beyond the last residual weigh nothing. */
export const weighSigns = (table: ScoreTable, packed: Uint8Array): number => {
  let sum = 0
  for (let byte = 0, base = 0; byte < table.bytes; byte++, base += 256) sum += table.sums[base + packed[byte]]
  return sum
}
