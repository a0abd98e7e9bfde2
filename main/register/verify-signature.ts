import { createPublicKey, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** RFC 8410: everything of a SubjectPublicKeyInfo but the 32-byte Ed25519 key at its end. */
const SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex')

export const PUBLIC_KEY_BYTES = 32
export const SIGNATURE_BYTES = 64

/** Making a key costs as much as using it once, and a register's is used for every head. */
const keys = new WeakMap<Uint8Array, KeyObject>()

const keyOf = (publicKey: Uint8Array): KeyObject => {
  const known = keys.get(publicKey)
  if (known !== undefined) return known
  const key = createPublicKey({ key: Buffer.concat([SPKI_HEAD, publicKey]), format: 'der', type: 'spki' })
  keys.set(publicKey, key)
  return key
}

/** Ed25519 (RFC 8032) with raw keys and signatures. */
export const verifySignature = (
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean => {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false
  return verify(null, message, keyOf(publicKey), signature)
}
