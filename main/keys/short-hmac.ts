/**
 * HMAC-SHA-256 (RFC 2104, FIPS 180-4) of very many short texts under one key. A call into OpenSSL costs more than the hashing itself:
 * with the key's own blocks hashed once, a text of a line takes two blocks, 0.6 µs here and 2.5 µs there. No step depends on secret
 * bits, so nothing is told by how long it takes.
 */
export interface ShortHmac {
  /** Writes the first bytes of that of the text, and of one byte more, from such a place on. */
  readonly put: (text: string, lastByte: number, into: Uint8Array, at: number, bytes: number) => void
  readonly erase: () => void
}

const BLOCK_BYTES = 64
const WORDS = 8
const ROUNDS = 64
/** The text's length in bits stands in the last eight bytes of its last block, after a one. */
const ENDING_BYTES = 9

/** The first 32 bits of a number's fraction. */
const fraction = (value: number): number => ((value - Math.floor(value)) * 2 ** 32) | 0

const primes = (count: number): number[] => {
  const found: number[] = []
  for (let n = 2; found.length < count; n++) if (found.every((prime) => n % prime !== 0)) found.push(n)
  return found
}

const ROUND_CONSTANTS = Int32Array.from(primes(ROUNDS), (prime) => fraction(Math.cbrt(prime)))
const START = Int32Array.from(primes(WORDS), (prime) => fraction(Math.sqrt(prime)))

const schedule = new Int32Array(ROUNDS)

/** One block of SHA-256: from the state before it to the one after it, which may be the same array. */
const compress = (before: Int32Array, block: DataView, at: number, after: Int32Array): void => {
  for (let i = 0; i < 16; i++) schedule[i] = block.getInt32(at + 4 * i)
  for (let i = 16; i < ROUNDS; i++) {
    const x = schedule[i - 15]
    const y = schedule[i - 2]
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3)
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10)
    schedule[i] = (schedule[i - 16] + s0 + schedule[i - 7] + s1) | 0
  }
  let a = before[0]
  let b = before[1]
  let c = before[2]
  let d = before[3]
  let e = before[4]
  let f = before[5]
  let g = before[6]
  let h = before[7]
  for (let i = 0; i < ROUNDS; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    const one = (h + s1 + (g ^ (e & (f ^ g))) + ROUND_CONSTANTS[i] + schedule[i]) | 0
    const two = (s0 + ((a & b) | (c & (a | b)))) | 0
    h = g
    g = f
    f = e
    e = (d + one) | 0
    d = c
    c = b
    b = a
    a = (one + two) | 0
  }
  after[0] = (before[0] + a) | 0
  after[1] = (before[1] + b) | 0
  after[2] = (before[2] + c) | 0
  after[3] = (before[3] + d) | 0
  after[4] = (before[4] + e) | 0
  after[5] = (before[5] + f) | 0
  after[6] = (before[6] + g) | 0
  after[7] = (before[7] + h) | 0
}

const blockOf = (key: Uint8Array, xor: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(BLOCK_BYTES).map((_, i) => (key[i] ?? 0) ^ xor)

/** The state after a key's own block. */
const keyed = (key: Uint8Array, xor: number): Int32Array => {
  const state = new Int32Array(WORDS)
  const block = blockOf(key, xor)
  compress(START, new DataView(block.buffer), 0, state)
  block.fill(0)
  return state
}

export const HMAC_BYTES = 4 * WORDS

const utf8 = new TextEncoder()

/** How many bytes it takes. An encoder for each short text costs as much as hashing it, and most have nothing but ASCII. */
const encode = (text: string, into: Uint8Array): number => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (code > 0x7f) return utf8.encodeInto(text, into).written
    into[i] = code
  }
  return text.length
}

/** @param key of at most 64 bytes: longer ones would have to be hashed first */
export const shortHmac = (key: Uint8Array): ShortHmac => {
  if (key.length > BLOCK_BYTES) throw new RangeError('No HMAC here under keys of over a block')
  const [inner, outer] = [keyed(key, 0x36), keyed(key, 0x5c)]
  schedule.fill(0)
  const state = new Int32Array(WORDS)
  let text = new Uint8Array(4 * BLOCK_BYTES)
  let textView = new DataView(text.buffer)
  const digest = new DataView(new ArrayBuffer(BLOCK_BYTES))
  // Of the outer hash: a block of the key, then 32 bytes and the end.
  digest.setUint8(4 * WORDS, 0x80)
  digest.setUint32(BLOCK_BYTES - 4, 8 * (BLOCK_BYTES + 4 * WORDS))

  /** Lays text and ending into whole blocks. */
  const lay = (given: string, lastByte: number): number => {
    const most = 3 * given.length + 1 + ENDING_BYTES + BLOCK_BYTES
    if (most > text.length) {
      text = new Uint8Array(most + BLOCK_BYTES)
      textView = new DataView(text.buffer)
    }
    const bytes = encode(given, text) + 1
    const blocks = Math.ceil((bytes + ENDING_BYTES) / BLOCK_BYTES)
    text[bytes - 1] = lastByte
    text[bytes] = 0x80
    text.fill(0, bytes + 1, blocks * BLOCK_BYTES)
    textView.setUint32(blocks * BLOCK_BYTES - 4, 8 * (BLOCK_BYTES + bytes))
    return blocks
  }

  return {
    put: (given, lastByte, into, at, bytes) => {
      const blocks = lay(given, lastByte)
      compress(inner, textView, 0, state)
      for (let block = 1; block < blocks; block++) compress(state, textView, block * BLOCK_BYTES, state)
      for (let i = 0; i < WORDS; i++) digest.setInt32(4 * i, state[i])
      compress(outer, digest, 0, state)
      for (let i = 0; i < bytes; i++) into[at + i] = state[i >> 2] >>> (8 * (3 - (i & 3)))
    },
    erase: () => {
      for (const secret of [inner, outer, state, schedule]) secret.fill(0)
      new Uint8Array(digest.buffer).fill(0, 0, 4 * WORDS)
    },
  }
}
