import { z } from 'zod'
import { channelSchema, conditionSchema } from './custody-events.ts'
import { CUSTODY_STATES } from './custody-steps.ts'

/** What the commands about custody give back. Fields may be added, never renamed or removed. */

/** "3/12", or "3/1 of 2" for a reprint. */
export const copyNumberSchema = z
  .string()
  .regex(/^[1-9]\d*\/[1-9]\d*( of [1-9]\d*)?$/, 'is not a copy number such as 3/12')
const count = z.int().nonnegative()
const day = z.iso.date()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A recipient as results name them; the e-mail address stays in the register. */
export const recipientResult = z.strictObject({ name: z.string(), unit: z.string(), id: z.string() })

export const STANDS = ['reserved', 'abandoned', ...CUSTODY_STATES] as const

/** A copy as it stands. */
export const copyStandSchema = z.strictObject({
  id: z.string(),
  issuance: z.string(),
  document: z.string(),
  copy: copyNumberSchema,
  code: z.string(),
  recipient: recipientResult,
  /** Who has it: the recipient, unless it was handed on; null while nobody has. */
  holder: recipientResult.nullable(),
  state: z.enum(STANDS),
  channel: channelSchema.nullable(),
  handedOut: day.nullable(),
  due: day.nullable(),
  overdue: z.boolean(),
  receipt: z.strictObject({ name: z.string(), on: day, scan: sha256.nullable() }).nullable(),
  pages: z.strictObject({ on: day, complete: z.boolean() }).nullable(),
  returned: z.strictObject({ on: day, condition: conditionSchema, receiver: z.string() }).nullable(),
  destroyed: z
    .strictObject({
      on: day,
      method: z.string(),
      approver: z.string(),
      witnesses: z.array(z.string()),
      certificate: z.string(),
    })
    .nullable(),
  lost: day.nullable(),
  incidents: z.array(z.string()),
  mustered: z.strictObject({ at: z.string(), found: z.boolean() }).nullable(),
})
export type CopyStand = z.infer<typeof copyStandSchema>

/** What one recording command did. */
export const stepResultSchema = z.strictObject({
  step: z.string(),
  /** Each copy as it stands now, and the number of the event that says so. */
  copies: z.array(copyStandSchema.extend({ event: count })),
  /** Copies of the same issuances that are still with somebody. */
  outstanding: z.array(copyStandSchema),
  size: count,
  checkpoint: z.string(),
})
export type StepResult = z.infer<typeof stepResultSchema>

export const searchResultSchema = z.strictObject({ copies: z.array(copyStandSchema), more: z.boolean() })
export type SearchResult = z.infer<typeof searchResultSchema>

export const historyEntrySchema = z.strictObject({
  event: count,
  at: z.string(),
  by: z.string(),
  type: z.string(),
  /** The day it happened, where that is told apart from the day it was recorded. */
  on: day.nullable(),
  says: z.string(),
  /** The same in Chinese. */
  saysZh: z.string(),
  /** The event that this one takes the place of or strikes. */
  corrects: count.nullable(),
  correctedBy: count.nullable(),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

export const showResultSchema = z.strictObject({
  copy: copyStandSchema,
  document: z.strictObject({
    id: z.string(),
    title: z.string(),
    number: z.string().nullable(),
    controlNumber: z.string().nullable(),
    classification: z.string().nullable(),
    term: z.string().nullable(),
    version: z.string().nullable(),
    retainUntil: z.string().nullable(),
    pages: count,
    sha256,
  }),
  issuance: z.strictObject({
    id: z.string(),
    occasion: z.string().nullable(),
    basis: z.string().nullable(),
    approver: z.string().nullable(),
    issued: z.string(),
    by: z.string(),
  }),
  file: z.strictObject({ sha256: sha256.nullable(), bytes: count.nullable(), sealed: z.string().nullable() }),
  reprints: z.array(copyStandSchema),
  history: z.array(historyEntrySchema),
})
export type ShowResult = z.infer<typeof showResultSchema>

export const musterResultSchema = z.strictObject({
  muster: z.string(),
  scope: z.string(),
  event: count,
  expected: count,
  found: z.array(copyStandSchema),
  missing: z.array(copyStandSchema),
  /** Found, though the register says that they should not be here. */
  unexpected: z.array(copyStandSchema),
  size: count,
  checkpoint: z.string(),
})
export type MusterResult = z.infer<typeof musterResultSchema>

export const handoverResultSchema = z.strictObject({
  handover: z.string(),
  event: count,
  from: z.string(),
  to: z.string(),
  taken: z.array(copyStandSchema),
  missing: z.array(copyStandSchema),
  outstanding: z.array(copyStandSchema),
  size: count,
  checkpoint: z.string(),
})
export type HandoverResult = z.infer<typeof handoverResultSchema>

export const correctResultSchema = z.strictObject({
  corrected: count,
  /** The event that takes its place or strikes it. */
  event: count,
  /** Null where it was no step of one copy. */
  copy: copyStandSchema.nullable(),
  size: count,
  checkpoint: z.string(),
})
export type CorrectResult = z.infer<typeof correctResultSchema>

export const amendResultSchema = z.strictObject({
  document: z.string(),
  event: count,
  size: count,
  checkpoint: z.string(),
})
export type AmendResult = z.infer<typeof amendResultSchema>
