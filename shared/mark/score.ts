import { PLANES, SIGNS_TOGETHER, sumsOfSet, TOGETHER_BYTES } from './weigher.ts'

/**
 * The score of one copy: Z = sum(r_i s_i) / sqrt(sum(r_i^2)).
 *
 * Whatever the residuals are, signs that are independent of them give P(Z >= t) <= exp(-t^2 / 2)
 * (Hoeffding 1963, theorem 2). Residuals that are all zero, or not all finite, score 0.
 */
export const scoreSigns = (residuals: Float32Array, packed: Uint8Array): number => {
  const table = scoreTable(residuals)
  return table.norm > 0 ? weighAll(table, [packed])[0] / table.norm : 0
}

/**
 * Residuals as whole numbers, bit by bit, so that a copy costs a few counts of bits. A residual is rounded to a 2,047th of the greatest, and the
 * norm is that of the rounded ones: they depend on the picture alone as well, so the bound holds for them as it does for any.
 *
 * What is fainter than half a step falls silent. Residuals are means of signs given the picture, so n of them of size r bring a true copy
 * n r^2 / norm: 30,000 that are just too faint beside a single one that is sure bring 30,000 / 4,094^2 = 0.002. Were they fainter than they ought to be,
 * copies would be told apart less, and nobody would be accused.
 *
 * With a residual that is not finite the norm is not a number: such a table says nothing, and is left out.
 */
export interface ScoreTable {
  /** Residuals, of each of which a copy must have a sign. */
  readonly signs: number
  readonly planes: Uint8Array
  /** What a whole number stands for. */
  readonly step: number
  /** Of all whole numbers. */
  readonly sum: number
  /** sqrt(sum(r_i^2)) */
  readonly norm: number
}

const GREATEST = 2 ** (PLANES - 1) - 1

export const scoreTable = (residuals: Float32Array): ScoreTable => {
  const greatest = residuals.reduce((most, r) => Math.max(most, Math.abs(r)), 0)
  const step = greatest === 0 ? 1 : greatest / GREATEST
  const planes = new Uint8Array(Math.ceil(residuals.length / SIGNS_TOGETHER) * PLANES * TOGETHER_BYTES)
  let sum = 0
  let energy = 0
  residuals.forEach((r, i) => {
    const whole = Math.round(r / step)
    sum += whole
    energy += whole * whole
    const at = Math.floor(i / SIGNS_TOGETHER) * PLANES * TOGETHER_BYTES + ((i % SIGNS_TOGETHER) >> 3)
    for (let plane = 0; plane < PLANES; plane++)
      planes[at + plane * TOGETHER_BYTES] |= ((whole >> plane) & 1) << (i & 7)
  })
  return { signs: residuals.length, planes, step, sum, norm: step * Math.sqrt(energy) }
}

/** sum(r_i s_i) for the packed signs (see signs.ts) of each of several copies. What lies beyond the last residual weighs nothing. */
export const weighAll = (table: ScoreTable, copies: readonly Uint8Array[]): Float64Array => {
  const { signs, planes, step, sum } = table
  for (const packed of copies) {
    // What is filled up would be the same sign in every copy, and no longer chance.
    if (8 * packed.length < signs) throw new RangeError(`${8 * packed.length} signs for ${signs} residuals`)
  }
  // Set signs are +1 and the others -1.
  return sumsOfSet(planes, copies).map((set) => step * (2 * set - sum))
}
