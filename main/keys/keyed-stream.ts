import { createCipheriv, createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/** The same shape as the mark treaty's SignStream. */
export type KeyedStream = (label: string, bytes: number) => Uint8Array

const SALT = 'siglum stream 1'
const ZERO_IV = Buffer.alloc(16)
const FIRST_BLOCK = Buffer.from([1])

/** Nobody needs a longer stream; a mistaken length must not take the memory. */
const MOST_BYTES = 1 << 28

/**
 * A pseudo-random function with long output: HKDF-SHA-256 (RFC 5869; Extract once here, Expand by label to one
 * block) makes an AES-256 key, whose CTR keystream from a zero counter is the result. No key serves two
 * labels, so the fixed counter is sound.
 */
export const keyedStream = (key: Uint8Array): { stream: KeyedStream; erase: () => void } => {
  const prk = createHmac('sha256', SALT).update(key).digest()
  // As key objects, which crypto takes up four times faster than bytes; Node wipes their memory when nobody holds them any more.
  let extracted: KeyObject | null = createSecretKey(prk)
  prk.fill(0)
  let zeros = Buffer.alloc(4096)
  const stream: KeyedStream = (label, bytes) => {
    if (extracted === null) throw new RangeError('The key of this stream was erased')
    if (!Number.isInteger(bytes) || bytes < 0 || bytes > MOST_BYTES)
      throw new RangeError(`No stream of ${bytes} bytes`)
    if (bytes > zeros.length) zeros = Buffer.alloc(bytes)
    const streamKey = createHmac('sha256', extracted).update(label).update(FIRST_BLOCK).digest()
    const cipher = createCipheriv('aes-256-ctr', createSecretKey(streamKey), ZERO_IV)
    streamKey.fill(0)
    return cipher.update(zeros.subarray(0, bytes))
  }
  return { stream, erase: () => void (extracted = null) }
}
