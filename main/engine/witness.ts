import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import type { CosignResult, WitnessResult } from '../../shared/contract/keeping-results.ts'
import { DEFAULT_SCRYPT_LOG_N } from '../keys/passphrase.ts'
import { createWitnessKey, unlockWitnessKey } from '../keys/witness-key.ts'
import { judgeSignature, parseCheckpoint } from '../register/checkpoint.ts'
import type { ParsedCheckpoint } from '../register/checkpoint.ts'
import { parseConsistency } from '../register/consistency-file.ts'
import type { ConsistencyFile } from '../register/consistency-file.ts'
import { cosignatureLine } from '../register/cosignature.ts'
import { fileFailure } from '../register/file-failure.ts'
import { makeFolder } from '../register/make-folder.ts'
import { parseVerifierKey, verifierKey } from '../register/note-key.ts'
import { verifyConsistency } from '../register/verify-proof.ts'
import { writeAtomically } from '../register/write-atomically.ts'
import { readCheckpoint } from './codes/read-checkpoint.ts'
import { readText } from './read-text.ts'

/** A witness's folder: their key, and for each register its key and the largest head that they signed. */
const KEY_FILE = 'witness.json'

export interface InitWitnessRequest {
  readonly dir: string
  readonly name: string
  readonly passphrase: string
  /** log2 of scrypt's cost; lower ones are for tests. */
  readonly scryptLogN?: number
}

export const initWitness = async (request: InitWitnessRequest): Promise<WitnessResult> => {
  const dir = resolve(request.dir)
  const file = join(dir, KEY_FILE)
  if (existsSync(file)) throw new Failure('vault-exists', `There is already the key of a witness in ${dir}.`)
  const cost = request.scryptLogN ?? DEFAULT_SCRYPT_LOG_N
  const { text, key } = await createWitnessKey(request.name, request.passphrase, cost)
  try {
    makeFolder(dir)
  } catch (error) {
    throw fileFailure(error, dir)
  }
  writeAtomically(file, `${file}.new`, text)
  return { name: key.name, key: verifierKey(key.name, key.publicKey, 'cosignature'), path: dir }
}

export interface CosignRequest {
  readonly dir: string
  readonly passphrase: string
  /** A checkpoint, as text or as a QR code in a picture, or a consistency proof with one. */
  readonly file: string
  /** The register's key, needed when this witness meets it for the first time. */
  readonly registerKey?: string
}

const seenSchema = z.strictObject({ key: z.string(), checkpoint: z.string() })
type Seen = z.infer<typeof seenSchema>

const seenFile = (dir: string, origin: string): string =>
  join(dir, `${createHash('sha256').update(origin).digest('hex').slice(0, 32)}.json`)

const readSeen = (dir: string, origin: string): Seen | null => {
  const file = seenFile(dir, origin)
  if (!existsSync(file)) return null
  try {
    return seenSchema.parse(JSON.parse(readText(file)))
  } catch (cause) {
    throw new Failure('file-unreadable', `${file} is damaged. Restore the folder of the witness.`, { cause })
  }
}

/** Throws unless the register signed it: with the key it had when first met. */
const requireSigned = (head: ParsedCheckpoint, key: string): void => {
  const { name, publicKey } = parseVerifierKey(key, 'ed25519')
  if (name === head.origin && judgeSignature(head, publicKey) === 'valid') return
  throw new Failure('checkpoint-invalid', `This checkpoint is not signed by the register's key (${name}).`)
}

/** Throws unless `head` is what was seen before, or grew out of it. */
const requireGrown = (
  head: ParsedCheckpoint,
  seen: ParsedCheckpoint,
  proof: ConsistencyFile | null,
): void => {
  if (head.size < seen.size)
    throw new Failure(
      'checkpoint-invalid',
      `This checkpoint covers ${head.size} events; this witness has already signed one of ${seen.size}.`,
    )
  if (head.size > seen.size && proof?.older !== seen.size)
    throw new Failure(
      'proof-invalid',
      `A consistency proof since ${seen.size} events is needed: make it with checkpoint --since, from the ` +
        'checkpoint that this witness signed last.',
    )
  const claim = {
    olderSize: seen.size,
    olderRoot: seen.root,
    newerSize: head.size,
    newerRoot: head.root,
    proof: head.size === seen.size ? [] : (proof?.proof ?? []),
  }
  if (verifyConsistency(claim)) return
  throw new Failure(
    'register-altered',
    `This register did not grow out of the one signed before at ${seen.size} events: its history was rewritten. ` +
      'Keep both checkpoints: together they prove it.',
  )
}

/**
 * Signs a checkpoint as a witness: that it is the register's, and grew out of every head signed before. What was signed is
 * on disk before the signature is given out, so that two histories are never both signed.
 */
export const cosignCheckpoint = async (request: CosignRequest): Promise<CosignResult> => {
  const dir = resolve(request.dir)
  const keyFile = join(dir, KEY_FILE)
  const { text } = await readCheckpoint(request.file)
  const proof = parseConsistency(text)
  const note = proof === null ? text : proof.checkpoint
  const head = parseCheckpoint(note)
  const seen = readSeen(dir, head.origin)
  const key = seen?.key ?? request.registerKey
  if (key === undefined)
    throw new Failure(
      'usage',
      `This witness does not know ${head.origin} yet: give its key (--register-key).`,
    )
  requireSigned(head, key)
  if (seen !== null) requireGrown(head, parseCheckpoint(seen.checkpoint), proof)
  const witness = await unlockWitnessKey(readText(keyFile), request.passphrase)
  const line = cosignatureLine(head, witness.name, witness, new Date())
  const cosigned = `${note}${line}`
  const file = seenFile(dir, head.origin)
  writeAtomically(file, `${file}.new`, `${JSON.stringify({ key: key.trim(), checkpoint: cosigned })}\n`)
  return {
    origin: head.origin,
    size: head.size,
    checkpoint: cosigned,
    witness: witness.name,
    witnessKey: verifierKey(witness.name, witness.publicKey, 'cosignature'),
  }
}
