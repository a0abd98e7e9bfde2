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
  /** Whole words of four bytes; signs beyond the last residual weigh nothing. */
  readonly words: number
  /** Residuals, of each of which a copy must have a sign. */
  readonly signs: number
  readonly sums: Float32Array
  /** sqrt(sum(r_i^2)) */
  readonly norm: number
}

export const scoreTable = (residuals: Float32Array): ScoreTable => {
  const words = (residuals.length + 31) >> 5
  const sums = new Float32Array(words * 1024)
  let energy = 0
  for (let byte = 0; byte < 4 * words; byte++) {
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
  return { words, signs: residuals.length, sums, norm: Math.sqrt(energy) }
}

/** Words of signs whose sums (4 KiB each) stay in a processor's nearer caches. */
const NEAR = 16

/** Signs of several copies one after the other, each from a whole word on. */
const laidOut = ({ words, signs }: ScoreTable, copies: readonly Uint8Array[]): Uint32Array => {
  const bytes = new Uint8Array(4 * words * copies.length)
  copies.forEach((packed, copy) => {
    // What is filled up would be the same sign in every copy, and no longer chance.
    if (8 * packed.length < signs) throw new RangeError(`${8 * packed.length} signs for ${signs} residuals`)
    const fits = packed.length > 4 * words ? packed.subarray(0, 4 * words) : packed
    bytes.set(fits, 4 * words * copy)
  })
  return new Uint32Array(bytes.buffer)
}

/**
 * sum(r_i s_i) for the packed signs (see signs.ts) of each of several copies.
 * Copies are taken together a stretch of signs at a time: a page's sums, some 4 MB, would else be fetched anew for each. Four sums
 * run side by side, as one would wait for itself at every step. (Words are read lowest byte first, as all machines that Node runs on do.)
 */
export const weighAll = (table: ScoreTable, copies: readonly Uint8Array[]): Float64Array => {
  const { words, sums } = table
  const signs = laidOut(table, copies)
  const weighed = new Float64Array(copies.length)
  for (let from = 0; from < words; from += NEAR) {
    const to = Math.min(words, from + NEAR)
    for (let copy = 0; copy < copies.length; copy++) {
      const start = copy * words
      let a = 0
      let b = 0
      let c = 0
      let d = 0
      for (let word = from; word < to; word++) {
        const four = signs[start + word]
        const base = word << 10
        a += sums[base | (four & 255)]
        b += sums[base | 256 | ((four >>> 8) & 255)]
        c += sums[base | 512 | ((four >>> 16) & 255)]
        d += sums[base | 768 | (four >>> 24)]
      }
      weighed[copy] += a + b + (c + d)
    }
  }
  return weighed
}
