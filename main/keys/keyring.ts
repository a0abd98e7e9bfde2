import { createHash, createHmac } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { deriveKeys, eraseKeys } from './derive-keys.ts'
import { privateKeyFromSeed, rawPublicKey, signEd25519 } from './ed25519.ts'
import { keyedStream } from './keyed-stream.ts'
import type { KeyedStream } from './keyed-stream.ts'
import { openBox, openBoxApart, sealBox } from './sealed-box.ts'

/** What an unlocked vault can do. The keys themselves never leave. */
export interface Keyring {
  readonly vaultId: string
  /** Signs of the copies. */
  readonly signStream: KeyedStream
  /** The key of one label's stream of signs, for a thread that makes very many: it tells what that stream does, and nothing of others. */
  readonly signKey: (label: string) => Uint8Array
  /** Signs of copies that were never issued: an independent key, so a decoy can never equal a copy. */
  readonly decoyStream: KeyedStream
  /** `aad` names what is sealed; it must be given again to open it. */
  seal(plaintext: Uint8Array, aad: string): Uint8Array
  /** Throws Failure 'vault-damaged'. */
  open(sealed: Uint8Array, aad: string): Uint8Array
  /** The same, worked out in another thread while this one goes on. */
  openApart(sealed: Uint8Array<ArrayBuffer>, aad: string): Promise<Uint8Array>
  /** A name for content that tells nothing about it to those without the key. */
  blobId(plaintext: Uint8Array): string
  /** Ed25519. */
  sign(message: Uint8Array): Uint8Array
  /** Raw, 32 bytes. */
  readonly publicKey: Uint8Array
  /** Erases the keys; nothing works afterwards. */
  close(): void
}

export const createKeyring = (masterKey: Uint8Array, vaultId: string): Keyring => {
  const keys = deriveKeys(masterKey, vaultId)
  const copies = keyedStream(keys.mark)
  const decoys = keyedStream(keys.decoy)
  const signingKey = privateKeyFromSeed(keys.signingSeed)
  let closed = false
  // An erased key is all zeros and would still "work": marks drawn with it would be anybody's.
  const whileOpen =
    <A extends unknown[], R>(act: (...args: A) => R) =>
    (...args: A): R => {
      if (closed) throw new Failure('internal', 'The vault is locked; open it again.')
      return act(...args)
    }
  return {
    vaultId,
    publicKey: rawPublicKey(signingKey),
    signStream: whileOpen(copies.stream),
    signKey: whileOpen(copies.keyOf),
    decoyStream: whileOpen(decoys.stream),
    seal: whileOpen((plaintext: Uint8Array, aad: string) => sealBox(keys.blob, plaintext, Buffer.from(aad))),
    open: whileOpen((sealed: Uint8Array, aad: string) => {
      const plaintext = openBox(keys.blob, sealed, Buffer.from(aad))
      if (plaintext === null) throw sealBroken(aad)
      return plaintext
    }),
    openApart: whileOpen(async (sealed: Uint8Array<ArrayBuffer>, aad: string) => {
      const plaintext = await openBoxApart(keys.blob, sealed, Buffer.from(aad))
      if (plaintext === null) throw sealBroken(aad)
      return plaintext
    }),
    blobId: whileOpen((plaintext: Uint8Array) => {
      const digest = createHash('sha256').update(plaintext).digest()
      return createHmac('sha256', keys.blobName).update(digest).digest('hex')
    }),
    sign: whileOpen((message: Uint8Array) => signEd25519(signingKey, message)),
    close: () => {
      closed = true
      eraseKeys(keys)
      copies.erase()
      decoys.erase()
    },
  }
}

const sealBroken = (aad: string): Failure =>
  new Failure(
    'vault-damaged',
    `Stored content (${aad}) was changed or cut short. Restore it from a backup of the vault.`,
  )
