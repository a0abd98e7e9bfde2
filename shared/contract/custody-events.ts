import { z } from 'zod'
import {
  blobId,
  codeSchema,
  copyIdSchema,
  count,
  day,
  documentIdSchema,
  filled,
  idWithPrefix,
  issuanceIdSchema,
  ordinal,
  recipientSchema,
  sha256,
  text,
  traceIdSchema,
} from './event-fields.ts'

/** The life of a copy after it is sealed, and what is done with the register as a whole: bodies of events. */

export const channelSchema = z.enum(['by-hand', 'printed', 'e-mail', 'removable-disk'])
export type Channel = z.infer<typeof channelSchema>

export const conditionSchema = z.enum(['good', 'damaged', 'incomplete'])
export type Condition = z.infer<typeof conditionSchema>

const correction = {
  /** The event that this one takes the place of, because that one was wrong. Both stay on record. */
  corrects: count.optional(),
  /** Why it corrects that one. */
  reason: filled.optional(),
}

/** What every step holds: of which copy, the day it happened when that was not the day it was recorded, a remark. */
const step = {
  copyId: copyIdSchema,
  on: day.optional(),
  note: text.optional(),
  ...correction,
}

export const custodyBodies = {
  'copy-handed-out': z.strictObject({
    ...step,
    channel: channelSchema,
    /** Who took it, when that was not the recipient. */
    to: filled.optional(),
    due: day.optional(),
  }),
  'receipt-signed': z.strictObject({
    ...step,
    name: filled,
    /** The signed sheet, kept encrypted in the vault. */
    scan: z.strictObject({ blob: blobId, sha256, name: text }).optional(),
  }),
  'pages-checked': z.strictObject({ ...step, complete: z.boolean(), checker: filled.optional() }),
  'copy-transferred': z.strictObject({
    ...step,
    to: recipientSchema,
    /** Lent, to be taken back; else handed on for good. */
    lent: z.boolean(),
    due: day.optional(),
  }),
  'copy-taken-back': z.strictObject(step),
  'copy-recalled': z.strictObject({ ...step, due: day.optional() }),
  'copy-returned': z.strictObject({ ...step, condition: conditionSchema, receiver: filled }),
  'copy-destroyed': z.strictObject({
    ...step,
    method: filled,
    approver: filled,
    witnesses: z.tuple([filled, filled]),
    certificate: filled,
  }),
  'copy-lost': z.strictObject({ ...step, reporter: filled.optional() }),
  'incident-linked': z.strictObject({ ...step, incident: filled, traceId: traceIdSchema.optional() }),
}

const reprintedCopySchema = z.strictObject({
  copyId: copyIdSchema,
  /** "3/1 of 2": the first of two reprints of copy 3. */
  sub: ordinal,
  subOf: ordinal,
  code: codeSchema,
  recipient: recipientSchema,
})

export const deskBodies = {
  /** Takes a step off the record's account without taking it off the record. */
  'entry-struck': z.strictObject({ copyId: copyIdSchema, event: count, reason: filled }),
  'reprint-reserved': z.strictObject({
    reprintOf: copyIdSchema,
    issuanceId: issuanceIdSchema,
    reason: filled,
    approver: filled.optional(),
    folder: text,
    /** As with issuances. */
    notice: z.boolean().optional(),
    copies: z.array(reprintedCopySchema).min(1),
  }),
  'document-amended': z.strictObject({
    documentId: documentIdSchema,
    reason: filled,
    title: filled.optional(),
    number: text.optional(),
    controlNumber: text.optional(),
    classification: text.optional(),
    term: text.optional(),
    version: text.optional(),
    retainUntil: day.optional(),
  }),
  /** Takes an inventory, a handover or an export off the record's account without taking it off the record. */
  'record-struck': z.strictObject({
    event: count,
    reason: filled,
    /** The copies that it spoke of. */
    copies: z.array(copyIdSchema),
  }),
  mustered: z.strictObject({
    ...correction,
    musterId: idWithPrefix('m'),
    /** What was looked for, in words. */
    scope: filled,
    expected: z.array(copyIdSchema),
    found: z.array(copyIdSchema),
    note: text.optional(),
  }),
  'custodian-changed': z.strictObject({
    ...correction,
    handoverId: idWithPrefix('h'),
    from: filled,
    to: filled,
    /** Copies that were at the desk and were counted over. */
    taken: z.array(copyIdSchema),
    /** Copies that should have been at the desk and were not. */
    missing: z.array(copyIdSchema),
    /** Copies that are with people: taken over as debts. */
    outstanding: z.array(copyIdSchema),
    note: text.optional(),
  }),
  exported: z.strictObject({
    ...correction,
    exportId: idWithPrefix('e'),
    kind: filled,
    format: filled,
    filter: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
    rows: count,
    /** Of the rows as JSON Lines, the same in every format; and of the file. */
    rowsSha256: sha256,
    sha256,
    bytes: count,
    fileName: filled,
    /** Events that the checkpoint stated in it covers. */
    size: count,
  }),
}

export const CUSTODY_PERSONAL = {
  'copy-handed-out': ['/to', '/note', '/reason'],
  'receipt-signed': ['/name', '/scan/name', '/note', '/reason'],
  'pages-checked': ['/checker', '/note', '/reason'],
  'copy-transferred': ['/to', '/note', '/reason'],
  'copy-taken-back': ['/note', '/reason'],
  'copy-recalled': ['/note', '/reason'],
  'copy-returned': ['/receiver', '/note', '/reason'],
  'copy-destroyed': ['/approver', '/witnesses/*', '/note', '/reason'],
  'copy-lost': ['/reporter', '/note', '/reason'],
  'incident-linked': ['/note', '/reason'],
  'entry-struck': ['/reason'],
  'reprint-reserved': ['/copies/*/recipient', '/approver', '/reason'],
  'document-amended': ['/reason'],
  'record-struck': ['/reason'],
  mustered: ['/note', '/reason'],
  'custodian-changed': ['/from', '/to', '/note', '/reason'],
  exported: ['/filter/recipient', '/filter/search', '/reason'],
} as const satisfies Record<keyof typeof custodyBodies | keyof typeof deskBodies, readonly string[]>

type Bodies = typeof custodyBodies
export type CustodyType = keyof Bodies
/** A step of one copy, as it enters the state machine. */
export type CustodyStep = {
  [T in CustodyType]: { readonly type: T; readonly body: z.infer<Bodies[T]> }
}[CustodyType]

export const isCustodyType = (type: string): type is CustodyType => type in custodyBodies
