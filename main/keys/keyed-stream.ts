import { createCipheriv, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import { shortHmac } from './short-hmac.ts'

/** The same shape as the mark treaty's SignStream. */
export type KeyedStream = (label: string, bytes: number) => Uint8Array

const SALT = 'siglum stream 2'
const KEY_BYTES = 32
const BLOCK_BYTES = 16
/** Of a counter block the first twelve bytes are the stream's own, the last four count. */
export const START_BYTES = 12
const COUNTER_BYTES = BLOCK_BYTES - START_BYTES
/** What a label ends with before it is hashed, so that none is another's beginning. */
const LABEL_END = 1

/** Nobody needs a longer stream; a mistaken length must not take the memory. */
const MOST_BYTES = 1 << 28

export const checkLength = (bytes: number): void => {
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MOST_BYTES)
    throw new RangeError(`No stream of ${bytes} bytes`)
}

/** Counter blocks of streams that start so, all blocks of each in a row. */
const counterBlocks = (starts: Uint8Array, blocks: number): Buffer => {
  const count = starts.length / START_BYTES
  const laid = Buffer.allocUnsafe(count * blocks * BLOCK_BYTES)
  const words = new Int32Array(laid.buffer, laid.byteOffset, laid.length / 4)
  const from = new DataView(starts.buffer, starts.byteOffset, starts.length)
  const counters = new Int32Array(blocks)
  const counterBytes = new DataView(counters.buffer)
  for (let block = 0; block < blocks; block++) counterBytes.setUint32(COUNTER_BYTES * block, block)
  for (let k = 0, at = 0; k < count; k++) {
    const start = START_BYTES * k
    const [a, b, c] = [
      from.getInt32(start, true),
      from.getInt32(start + 4, true),
      from.getInt32(start + 8, true),
    ]
    for (let block = 0; block < blocks; block++, at += 4) {
      words[at] = a
      words[at + 1] = b
      words[at + 2] = c
      words[at + 3] = counters[block]
    }
  }
  return laid
}

/**
 * The streams that begin at such places of one cipher, told one after the other: as counter mode has them, in one call, since what a call costs
 * is many times what a short stream does.
 */
export const streamsFrom = (cipherKey: KeyObject, starts: Uint8Array, bytes: number): Uint8Array[] => {
  checkLength(bytes)
  const count = starts.length / START_BYTES
  if (!Number.isInteger(count)) throw new RangeError(`No starts of ${START_BYTES} bytes each`)
  const row = Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES
  const cipher = createCipheriv('aes-256-ecb', cipherKey, null).setAutoPadding(false)
  const all = cipher.update(counterBlocks(starts, row / BLOCK_BYTES))
  return Array.from({ length: count }, (_, k) => all.subarray(k * row, k * row + bytes))
}

/** What a thread needs that draws very many streams: the cipher that all are parts of, and where some of them begin. Of others it cannot tell. */
export interface StreamStarts {
  readonly cipherKey: () => KeyObject
  /** Writes where a label's stream begins, `START_BYTES` from such a place on. */
  readonly putStart: (label: string, into: Uint8Array, at: number) => void
}

export interface KeyedStreams {
  readonly stream: KeyedStream
  readonly starts: StreamStarts
  readonly erase: () => void
}

/**
 * A pseudo-random function with long output. Of two keys that HKDF-SHA-256 (RFC 5869) makes of the given one, HMAC-SHA-256 turns a label by the
 * first into twelve bytes, at which its stream begins in AES-256 in counter mode (SP 800-38A) by the second. That two of a
 * thousand million labels begin alike has a chance of one in 10^11.
 */
export const keyedStream = (key: Uint8Array): KeyedStreams => {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', key, SALT, purpose, KEY_BYTES))
  const [startKey, cipherBytes] = [derived('starts'), derived('cipher')]
  const hmac = shortHmac(startKey)
  // Node wipes its memory when nobody holds it any more.
  let cipher: KeyObject | null = createSecretKey(cipherBytes)
  for (const secret of [startKey, cipherBytes]) secret.fill(0)
  const cipherKey = (): KeyObject => {
    if (cipher === null) throw new RangeError('The key of these streams was erased')
    return cipher
  }
  const putStart: StreamStarts['putStart'] = (label, into, at) => {
    cipherKey()
    hmac.put(label, LABEL_END, into, at, START_BYTES)
  }
  return {
    stream: (label, bytes) => {
      checkLength(bytes)
      const first = new Uint8Array(BLOCK_BYTES)
      putStart(label, first, 0)
      return createCipheriv('aes-256-ctr', cipherKey(), first).update(new Uint8Array(bytes))
    },
    starts: { cipherKey, putStart },
    erase: () => {
      cipher = null
      hmac.erase()
    },
  }
}
