import { createCipheriv, createHmac, createSecretKey } from 'node:crypto'
import { checkLength, type KeyedStream } from './keyed-stream.ts'
import { HMAC_BYTES, shortHmac } from './short-hmac.ts'

const SALT = 'siglum stream 1'
const ZERO_IV = Buffer.alloc(16)
const FIRST_BLOCK = 1

/**
 * The streams of vaults made before there was `keyedStream`, whose copies must still trace: HKDF-SHA-256 (RFC 5869; Extract once here, Expand
 * by label to one block) makes an AES-256 key of each label, whose CTR keystream from a zero counter is the result. A cipher of its own for each
 * label makes them four times as dear to draw.
 */
export const firstKeyedStream = (
  key: Uint8Array,
): { readonly stream: KeyedStream; readonly erase: () => void } => {
  const prk = createHmac('sha256', SALT).update(key).digest()
  const expand = shortHmac(prk)
  prk.fill(0)
  let erased = false
  return {
    stream: (label, bytes) => {
      if (erased) throw new RangeError('The key of these streams was erased')
      checkLength(bytes)
      const streamKey = new Uint8Array(HMAC_BYTES)
      expand.put(label, FIRST_BLOCK, streamKey, 0, HMAC_BYTES)
      try {
        // As a key object, which crypto takes up many times faster than bytes.
        const cipher = createCipheriv('aes-256-ctr', createSecretKey(streamKey), ZERO_IV)
        return cipher.update(new Uint8Array(bytes))
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
