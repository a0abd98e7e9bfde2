import { createCipheriv, createDecipheriv, randomBytes, webcrypto } from 'node:crypto'

const ALGORITHM = 'aes-256-gcm'
const FORMAT = 1
/** NIST SP 800-38D: random 96-bit nonces are safe for 2^32 messages under one key. */
const NONCE_BYTES = 12
const TAG_BYTES = 16
const HEAD_BYTES = 1 + NONCE_BYTES

/** `format (1) | nonce (12) | ciphertext | tag (16)`. `aad` says what the content is and is checked on opening. */
export const sealBox = (key: Uint8Array, plaintext: Uint8Array, aad: Uint8Array): Uint8Array => {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(aad)
  const body = cipher.update(plaintext)
  return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.final(), cipher.getAuthTag()])
}

const isBox = (sealed: Uint8Array): boolean => sealed.length >= HEAD_BYTES + TAG_BYTES && sealed[0] === FORMAT

/** The plaintext, or null when the box was not made with this key for this `aad`, or was changed since. */
export const openBox = (key: Uint8Array, sealed: Uint8Array, aad: Uint8Array): Uint8Array | null => {
  if (!isBox(sealed)) return null
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(1, HEAD_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(aad).setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const plaintext = decipher.update(sealed.subarray(HEAD_BYTES, sealed.length - TAG_BYTES))
  try {
    decipher.final()
  } catch {
    plaintext.fill(0)
    return null
  }
  return plaintext
}

/** The same, worked out in another thread while this one goes on. */
export const openBoxApart = async (
  key: Uint8Array<ArrayBuffer>,
  sealed: Uint8Array<ArrayBuffer>,
  aad: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array | null> => {
  if (!isBox(sealed)) return null
  const { subtle } = webcrypto
  const secret = await subtle.importKey('raw', key, 'AES-GCM', false, ['decrypt'])
  const how = {
    name: 'AES-GCM',
    iv: sealed.subarray(1, HEAD_BYTES),
    additionalData: aad,
    tagLength: 8 * TAG_BYTES,
  }
  try {
    return new Uint8Array(await subtle.decrypt(how, secret, sealed.subarray(HEAD_BYTES)))
  } catch {
    return null
  }
}
