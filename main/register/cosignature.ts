import { Failure } from '../../shared/contract/failure.ts'
import type { NoteSigner, ParsedCheckpoint } from './checkpoint.ts'
import { keyIdOf } from './note-key.ts'
import type { NoteKey } from './note-key.ts'
import { SIGNATURE_BYTES, verifySignature } from './verify-signature.ts'

/**
 * Witnesses' signatures on checkpoints, Ed25519, by C2SP tlog-cosignature (https://c2sp.org/tlog-cosignature): that at
 * the time given this was the largest head the witness had seen, and that it grew out of all those before.
 */
const TIME_BYTES = 8

const signedMessage = (seconds: bigint, { signedText }: ParsedCheckpoint): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${seconds}\n${signedText}`)

/** The line that is added to the note. */
export const cosignatureLine = (
  checkpoint: ParsedCheckpoint,
  name: string,
  signer: NoteSigner,
  at: Date,
): string => {
  const seconds = BigInt(Math.floor(at.getTime() / 1000))
  const time = Buffer.alloc(TIME_BYTES)
  time.writeBigUInt64BE(seconds)
  const id = keyIdOf(name, 'cosignature', signer.publicKey)
  const signature = signer.sign(signedMessage(seconds, checkpoint))
  return `\u2014 ${name} ${Buffer.concat([id, time, signature]).toString('base64')}\n`
}

export interface Cosigned {
  readonly name: string
  /** When, by the witness's clock: ISO 8601. */
  readonly at: string
}

/**
 * What this witness signed; null when it bears no line of theirs. Throws Failure 'checkpoint-invalid' when there is one
 * and it is false.
 */
export const judgeCosignature = (
  checkpoint: ParsedCheckpoint,
  { name, publicKey }: NoteKey,
): Cosigned | null => {
  const id = keyIdOf(name, 'cosignature', publicKey)
  const theirs = checkpoint.signatures.filter((line) => line.name === name && line.keyId.equals(id))
  const times = theirs.map(({ signature }) => {
    const seconds = signature.length === TIME_BYTES + SIGNATURE_BYTES ? signature.readBigUInt64BE() : -1n
    const isTrue =
      seconds >= 0n &&
      verifySignature(publicKey, signedMessage(seconds, checkpoint), signature.subarray(TIME_BYTES))
    // Later than a date can be is as false as a wrong signature.
    if (isTrue && seconds < 8_640_000_000_000n) return Number(seconds)
    throw new Failure(
      'checkpoint-invalid',
      `The signature of ${name} on this checkpoint is false: one of the two was changed.`,
    )
  })
  if (times.length === 0) return null
  return { name, at: new Date(Math.max(...times) * 1000).toISOString() }
}
