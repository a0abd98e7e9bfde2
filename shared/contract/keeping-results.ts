import { z } from 'zod'
import { roleSchema } from './roles.ts'

/** What the commands that prove, keep and open the register give back; see `results.ts`. */

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().nonnegative()

export const checkpointResultSchema = z.strictObject({
  origin: z.string(),
  size: count,
  /** base64 */
  root: z.string(),
  /** The register's key, as witnesses and note tools take it. */
  key: z.string(),
  /** The signed head itself. */
  checkpoint: z.string(),
  /** With the older checkpoint asked for: the proof that this one grew out of it. */
  consistency: z.string().nullable(),
})
export type CheckpointResult = z.infer<typeof checkpointResultSchema>

export const cosignResultSchema = z.strictObject({
  origin: z.string(),
  size: count,
  /** With the witness's signature. */
  checkpoint: z.string(),
  witness: z.string(),
  witnessKey: z.string(),
})
export type CosignResult = z.infer<typeof cosignResultSchema>

export const cosignedHeadSchema = z.strictObject({
  size: count,
  witness: z.string(),
  /** When, by the witness's clock. */
  at: z.string(),
  witnessKey: z.string(),
  checkpoint: z.string(),
})
export type CosignedHead = z.infer<typeof cosignedHeadSchema>

/** Heads that witnesses signed, as they are kept in the vault, by size. */
export const cosignedResultSchema = z.strictObject({ cosigned: z.array(cosignedHeadSchema) })
export type CosignedResult = z.infer<typeof cosignedResultSchema>

/** Backups that are made by themselves; all null where none are. */
export const scheduleResultSchema = z.strictObject({
  folder: z.string().nullable(),
  everyHours: count.nullable(),
  /** When the newest one in that folder was made. */
  newest: z.string().nullable(),
})
export type ScheduleResult = z.infer<typeof scheduleResultSchema>

export const witnessResultSchema = z.strictObject({
  name: z.string(),
  /** Public: to be kept by whoever wants to check this witness's signatures. */
  key: z.string(),
  path: z.string(),
})
export type WitnessResult = z.infer<typeof witnessResultSchema>

export const proofResultSchema = z.strictObject({
  file: z.string(),
  sha256,
  rows: count,
  copies: count,
  /** Of the tree that the proofs lead to. */
  size: count,
  checkpoint: z.string(),
})
export type ProofResult = z.infer<typeof proofResultSchema>

export const checkedProofResultSchema = z.strictObject({
  origin: z.string(),
  /** Of the tree in which the rows were proven. */
  size: count,
  witness: z.strictObject({ name: z.string(), at: z.string() }).nullable(),
  rows: z.array(
    z.strictObject({
      index: count,
      at: z.string(),
      by: z.string(),
      type: z.string(),
      /** Personal values, as JSON; whatever is not listed is known by its commitment alone. */
      disclosed: z.array(z.strictObject({ path: z.string(), value: z.string() })),
    }),
  ),
})
export type CheckedProofResult = z.infer<typeof checkedProofResultSchema>

export const redactResultSchema = z.strictObject({
  /** Personal values erased, or with a dry run: that would be. */
  values: count,
  events: count,
  /** Null for a dry run. */
  checkpoint: z.string().nullable(),
})
export type RedactResult = z.infer<typeof redactResultSchema>

export const backupResultSchema = z.strictObject({
  file: z.string(),
  sha256,
  bytes: count,
  /** Events and originals in it. */
  size: count,
  blobs: count,
  /** Stored contents that were missing or broken already; the backup holds everything else. */
  damaged: z.array(z.string()),
  /** Older backups that the ladder let go. */
  removed: z.array(z.string()),
})
export type BackupResult = z.infer<typeof backupResultSchema>

export const restoreResultSchema = z.strictObject({
  vault: z.strictObject({ id: z.string(), path: z.string() }),
  /** When the backup was made. */
  made: z.string(),
  size: count,
  blobs: count,
  verdict: z.string(),
})
export type RestoreResult = z.infer<typeof restoreResultSchema>

export const usersResultSchema = z.strictObject({
  users: z.array(
    z.strictObject({ name: z.string(), role: roleSchema, active: z.boolean(), since: z.string() }),
  ),
})
export type UsersResult = z.infer<typeof usersResultSchema>

export const passphraseResultSchema = z.strictObject({
  name: z.string(),
  /** A new one, where it was asked for; the old one no longer opens the vault. */
  recoveryKey: z.string().nullable(),
})
export type PassphraseResult = z.infer<typeof passphraseResultSchema>
