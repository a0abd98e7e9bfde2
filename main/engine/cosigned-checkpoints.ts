import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import type { CosignedHead, CosignedResult } from '../../shared/contract/keeping-results.ts'
import { judgeSignature, parseCheckpoint } from '../register/checkpoint.ts'
import type { ParsedCheckpoint } from '../register/checkpoint.ts'
import { parseConsistency } from '../register/consistency-file.ts'
import { judgeCosignature } from '../register/cosignature.ts'
import { parseVerifierKey } from '../register/note-key.ts'
import { verifyConsistency } from '../register/verify-proof.ts'
import type { Vault, VaultReader } from '../vault.ts'
import { readCheckpoint } from './codes/read-checkpoint.ts'
import { readKept, writeKept } from './kept-json.ts'
import { requireRole } from './permissions.ts'

/** Signed heads that came back from witnesses. The witness keeps them too: what is here can be lost, but not forged. */
const NAME = 'cosigned checkpoints'

const keptSchema = z.array(z.strictObject({ checkpoint: z.string(), witnessKey: z.string() }))

/** Who signed it with this key, and when; null when they did not. Throws Failure 'checkpoint-invalid' where it is false. */
const cosignedHead = (checkpoint: string, witnessKey: string): CosignedHead | null => {
  const head = parseCheckpoint(checkpoint)
  const signed = judgeCosignature(head, parseVerifierKey(witnessKey, 'cosignature'))
  if (signed === null) return null
  return { size: head.size, witness: signed.name, at: signed.at, witnessKey, checkpoint }
}

/** Those kept in a vault, by size. */
export const cosignedIn = (vault: Pick<VaultReader, 'named'>): readonly CosignedHead[] =>
  readKept(vault, NAME, keptSchema, [])
    .flatMap(({ checkpoint, witnessKey }) => cosignedHead(checkpoint, witnessKey) ?? [])
    .toSorted((a, b) => a.size - b.size || (a.at < b.at ? -1 : 1))

export interface AddCosignedRequest {
  /** What `checkpoint --cosign` wrote, or a picture of it as a QR code. */
  readonly file: string
  /** Needed for a witness of whom nothing is kept yet. */
  readonly witnessKey?: string
}

/** Throws unless the register signed it and is what it was made of, or grew out of that. */
const requireHeld = ({ register, keyring }: Vault, head: ParsedCheckpoint, file: string): void => {
  const newest = parseCheckpoint(register.checkpoint())
  if (head.origin !== newest.origin || judgeSignature(head, keyring.publicKey) !== 'valid')
    throw new Failure('checkpoint-invalid', `${file} is not a checkpoint that this register signed.`)
  const isHeld =
    head.size <= newest.size &&
    verifyConsistency({
      olderSize: head.size,
      olderRoot: head.root,
      newerSize: newest.size,
      newerRoot: newest.root,
      proof: register.consistencyProof(head.size, newest.size),
    })
  if (isHeld) return
  throw new Failure(
    'register-altered',
    `This register did not grow out of ${file}, which it once signed. Keep that file: it proves so. Run verify --checkpoint ${file}.`,
  )
}

/** Keeps what a witness signed, so that every later verify holds the register against it. */
export const addCosigned = async (
  vault: Vault,
  { file, witnessKey }: AddCosignedRequest,
): Promise<CosignedResult> => {
  requireRole(vault, ['custodian'], 'keep checkpoints')
  const { text } = await readCheckpoint(file)
  const checkpoint = parseConsistency(text)?.checkpoint ?? text
  requireHeld(vault, parseCheckpoint(checkpoint), file)
  const before = cosignedIn(vault)
  const keys = witnessKey === undefined ? before.map((one) => one.witnessKey) : [witnessKey.trim()]
  const added = [...new Set(keys)].flatMap((key) => cosignedHead(checkpoint, key) ?? [])
  if (added.length === 0)
    throw new Failure(
      'checkpoint-invalid',
      witnessKey === undefined
        ? `${file} is signed by no witness that this vault knows. Give the witness's key (--witness-key).`
        : `${file} is not signed by that witness. Give the file that checkpoint --cosign wrote.`,
    )
  const isReplaced = ({ size, witnessKey: key }: CosignedHead): boolean =>
    added.some((one) => one.size === size && one.witnessKey === key)
  const kept = [...before.filter((one) => !isReplaced(one)), ...added]
  writeKept(
    vault,
    NAME,
    kept.map((one) => ({ checkpoint: one.checkpoint, witnessKey: one.witnessKey })),
  )
  return { cosigned: [...cosignedIn(vault)] }
}
