import { createCipheriv, createHmac, createSecretKey } from 'node:crypto'
import { shortHmac } from './short-hmac.ts'
import { BLOCK_BYTES, KEYS_TOGETHER, slicedStreams } from './sliced-aes.ts'

/** The same shape as the mark treaty's SignStream. */
export type KeyedStream = (label: string, bytes: number) => Uint8Array

const SALT = 'siglum stream 1'
const ZERO_IV = Buffer.alloc(16)
const FIRST_BLOCK = 1

/** Of the key of one label's stream. */
export const STREAM_KEY_BYTES = 32

/** Nobody needs a longer stream; a mistaken length must not take the memory. */
const MOST_BYTES = 1 << 28

let zeros = Buffer.alloc(4096)

const checkLength = (bytes: number): void => {
  if (!Number.isInteger(bytes) || bytes < 0 || bytes > MOST_BYTES)
    throw new RangeError(`No stream of ${bytes} bytes`)
}

/** The stream that one label's key stands for. */
export const streamOfKey = (streamKey: Uint8Array, bytes: number): Uint8Array => {
  checkLength(bytes)
  if (bytes > zeros.length) zeros = Buffer.alloc(bytes)
  // As a key object, which crypto takes up many times faster than bytes; Node wipes its memory when nobody holds it any more.
  const cipher = createCipheriv('aes-256-ctr', createSecretKey(streamKey), ZERO_IV)
  return cipher.update(zeros.subarray(0, bytes))
}

/** A block of so many keys costs what OpenSSL takes for two of them, most of it to make a cipher of a key. */
const KEYS_TO_A_BLOCK = 2

/** The streams that several keys stand for, laid one after the other: as `streamOfKey`, and sooner where they are many and short. */
export const streamsOfKeys = (streamKeys: Uint8Array, bytes: number): Uint8Array[] => {
  checkLength(bytes)
  const count = streamKeys.length / STREAM_KEY_BYTES
  if (!Number.isInteger(count)) throw new RangeError(`No keys of ${STREAM_KEY_BYTES} bytes each`)
  const blocks = Math.ceil(bytes / BLOCK_BYTES)
  if (blocks * KEYS_TO_A_BLOCK > Math.min(count, KEYS_TOGETHER))
    return Array.from({ length: count }, (_, k) =>
      streamOfKey(streamKeys.subarray(k * STREAM_KEY_BYTES, (k + 1) * STREAM_KEY_BYTES), bytes),
    )
  const row = blocks * BLOCK_BYTES
  const rows = new Uint8Array(count * row)
  slicedStreams(streamKeys, bytes, rows, row)
  return Array.from({ length: count }, (_, k) => rows.subarray(k * row, k * row + bytes))
}

export interface KeyedStreams {
  readonly stream: KeyedStream
  /** The key of one label's stream: it says what that stream says, and nothing of any other. */
  readonly keyOf: (label: string) => Uint8Array
  readonly erase: () => void
}

/**
 * A pseudo-random function with long output: HKDF-SHA-256 (RFC 5869; Extract once here, Expand by label to one
 * block) makes an AES-256 key, whose CTR keystream from a zero counter is the result. No key serves two
 * labels, so the fixed counter is sound.
 */
export const keyedStream = (key: Uint8Array): KeyedStreams => {
  const prk = createHmac('sha256', SALT).update(key).digest()
  const expand = shortHmac(prk)
  prk.fill(0)
  let erased = false
  const keyOf = (label: string): Uint8Array => {
    if (erased) throw new RangeError('The key of this stream was erased')
    return expand.mac(label, FIRST_BLOCK)
  }
  return {
    keyOf,
    stream: (label, bytes) => {
      const streamKey = keyOf(label)
      try {
        return streamOfKey(streamKey, bytes)
      } finally {
        streamKey.fill(0)
      }
    },
    erase: () => {
      erased = true
      expand.erase()
    },
  }
}
