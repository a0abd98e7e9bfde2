import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'

/** RFC 8410: everything of a PKCS #8 Ed25519 key but the 32-byte seed at its end. */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_KEY_BYTES = 32

export const privateKeyFromSeed = (seed: Uint8Array): KeyObject => {
  const der = Buffer.concat([PKCS8_HEAD, seed])
  try {
    return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  } finally {
    der.fill(0)
  }
}

export const rawPublicKey = (privateKey: KeyObject): Uint8Array =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-PUBLIC_KEY_BYTES)

export const signEd25519 = (privateKey: KeyObject, message: Uint8Array): Uint8Array =>
  sign(null, message, privateKey)
