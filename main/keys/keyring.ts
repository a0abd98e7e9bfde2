import { createHash, createHmac } from 'node:crypto'
import { Failure } from '../../shared/contract/failure.ts'
import { deriveKeys, eraseKeys } from './derive-keys.ts'
import { privateKeyFromSeed, rawPublicKey, signEd25519 } from './ed25519.ts'
import { firstKeyedStream } from './first-keyed-stream.ts'
import type { WrapTie } from './header-format.ts'
import { keyedStream, type KeyedStream, type StreamStarts } from './keyed-stream.ts'
import { openBox, openBoxApart, sealBox } from './sealed-box.ts'

/** What an unlocked vault can do. The keys themselves never leave. */
export interface Keyring {
  readonly vaultId: string
  /** Signs of the copies. */
  readonly signStream: KeyedStream
  /** Where the streams of signs begin, for threads that draw very many; none where each has a cipher of its own. */
  readonly signStarts: StreamStarts | null
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

/** Streams of the form that the vault began with. */
const streamsOf = (key: Uint8Array, signs: WrapTie['signs']) =>
  signs === 1 ? { ...firstKeyedStream(key), starts: null } : keyedStream(key)

export const createKeyring = (masterKey: Uint8Array, { vaultId, signs }: WrapTie): Keyring => {
  const keys = deriveKeys(masterKey, vaultId)
  const [copies, decoys] = [streamsOf(keys.mark, signs), streamsOf(keys.decoy, signs)]
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
    signStarts: copies.starts && {
      cipherKey: whileOpen(copies.starts.cipherKey),
      putStart: whileOpen(copies.starts.putStart),
    },
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
