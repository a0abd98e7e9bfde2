import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { start } from '../../shared/wasm/start.ts'
import { SIGNATURE_WORDS } from './signature.ts'

/** The list holds the half of a signature that compares with the median: the other half says little that is new. */
export const LISTED_WORDS = SIGNATURE_WORDS / 2
const LISTED_BYTES = 4 * LISTED_WORDS
const LISTED_SHIFT = Math.log2(LISTED_BYTES)
/** A hit: its number, and in how many bits it differs. */
const HIT_BYTES = 8

/** Writes a hit for each signature from `at` to `end` that differs from the one asked about in `limit` bits or fewer. */
const NEAR = {
  name: 'near',
  parameters: ['at', 'end', 'asked', 'limit', 'hits', 'hitsEnd'],
  locals: { low: 'i64', high: 'i64', bits: 'i32' },
  code: `
    local.get asked
    i64.load 0
    local.set low
    local.get asked
    i64.load 8
    local.set high
    loop
      local.get at
      i64.load 0
      local.get low
      i64.xor
      i64.popcnt
      local.get at
      i64.load 8
      local.get high
      i64.xor
      i64.popcnt
      i64.add
      i32.wrap_i64
      local.tee bits
      local.get limit
      i32.le_u
      if
        local.get hits
        local.get at
        i32.const ${LISTED_SHIFT}
        i32.shr_s
        i32.store 0
        local.get hits
        local.get bits
        i32.store 4
        local.get hits
        i32.const ${HIT_BYTES}
        i32.add
        local.set hits
      end
      local.get at
      i32.const ${LISTED_BYTES}
      i32.add
      local.tee at
      local.get end
      i32.lt_u
      br_if 0
    end
    local.get hitsEnd
    local.get hits
    i32.store 0`,
} as const satisfies WasmFunction

/** Many signatures in the kernel's own memory, to be compared millions at a time. */
export interface SignatureList {
  /** LISTED_WORDS to each. */
  readonly words: Uint32Array
  /** What `near` found last: the number of each, and the bits in which it differs, one after the other. */
  readonly hits: Uint32Array
  /**
   * Finds those from number `from` up to `to` that differ in at most `limit` of the 128 bits from the signature at `offset`.
   * @returns how many `hits` there are
   */
  readonly near: (from: number, to: number, signatures: Uint32Array, offset: number, limit: number) => number
}

/** @param longest most signatures that are asked about in one call of `near` */
export const newSignatureList = (count: number, longest: number): SignatureList => {
  const { memory, run } = start([NEAR])
  const asked = count * LISTED_BYTES
  const hitsEnd = asked + LISTED_BYTES
  const hits = hitsEnd + 16
  const buffer = memory(hits + longest * HIT_BYTES)
  const words = new Uint32Array(buffer)
  return {
    words: words.subarray(0, count * LISTED_WORDS),
    hits: words.subarray(hits / 4),
    near: (from, to, signatures, offset, limit) => {
      if (to <= from) return 0
      for (let k = 0; k < LISTED_WORDS; k++) words[asked / 4 + k] = signatures[offset + k]
      run.near(from * LISTED_BYTES, to * LISTED_BYTES, asked, limit, hits, hitsEnd)
      return (words[hitsEnd / 4] - hits) / HIT_BYTES
    },
  }
}
