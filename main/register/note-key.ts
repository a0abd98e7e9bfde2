import { createHash } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { PUBLIC_KEY_BYTES } from './verify-signature.ts'

/** Kinds of keys in a C2SP signed note (https://c2sp.org/signed-note): the log's own, and a witness's. */
const KEY_TYPES = { ed25519: 1, cosignature: 4 } as const
export type KeyType = keyof typeof KEY_TYPES

export const KEY_ID_BYTES = 4

/** SHA-256(name, newline, key type, public key), first four bytes. */
export const keyIdOf = (name: string, type: KeyType, publicKey: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Buffer.of(KEY_TYPES[type]))
    .update(publicKey)
    .digest()
    .subarray(0, KEY_ID_BYTES)

export interface NoteKey {
  readonly name: string
  readonly publicKey: Uint8Array
}

/** The public key in the form that note tools take: `name+id+key`. */
export const verifierKey = (name: string, publicKey: Uint8Array, type: KeyType = 'ed25519'): string => {
  const key = Buffer.concat([Buffer.of(KEY_TYPES[type]), publicKey]).toString('base64')
  return `${name}+${keyIdOf(name, type, publicKey).toString('hex')}+${key}`
}

/** Throws Failure 'usage' for anything that `verifierKey` would not have printed for that type. */
export const parseVerifierKey = (text: string, type: KeyType): NoteKey => {
  const [name, , ...rest] = text.trim().split('+')
  const key = Buffer.from(rest.join('+'), 'base64')
  const publicKey = key.subarray(1)
  const isWhole = publicKey.length === PUBLIC_KEY_BYTES && verifierKey(name, publicKey, type) === text.trim()
  if (isWhole) return { name, publicKey }
  const whose = type === 'cosignature' ? 'a witness' : 'a register'
  throw new Failure('usage', `This is not the key of ${whose}: it has the form name+id+key, all on one line.`)
}
