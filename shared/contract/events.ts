import { z } from 'zod'
import { CUSTODY_PERSONAL, custodyBodies, deskBodies } from './custody-events.ts'
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
  recipientSchema,
  searchIdSchema,
  sha256,
  text,
  traceIdSchema,
} from './event-fields.ts'

export {
  copyIdSchema,
  documentIdSchema,
  issuanceIdSchema,
  recipientSchema,
  traceIdSchema,
} from './event-fields.ts'
export type { Recipient } from './event-fields.ts'
import { KEEPING_PERSONAL, keepingBodies } from './keeping-events.ts'

/**
 * What the register can record. An event is never changed once appended, so a schema here may gain optional
 * fields and new types, but never lose or rename any: records of years ago must still parse.
 */

export const mediumSchema = z.enum(['screen', 'paper', 'both'])
export type Medium = z.infer<typeof mediumSchema>

export const verdictSchema = z.enum(['traced', 'inconclusive', 'not-ours'])
export type Verdict = z.infer<typeof verdictSchema>

const reservedCopySchema = z.strictObject({
  copyId: copyIdSchema,
  number: z.int().positive(),
  of: z.int().positive(),
  code: codeSchema,
  recipient: recipientSchema,
})

const bodies = {
  'vault-created': z.strictObject({
    vaultId: idWithPrefix('v'),
    name: text.optional(),
    /** Raw Ed25519 key that signs the checkpoints, base64. */
    publicKey: z.base64(),
  }),
  'document-imported': z.strictObject({
    documentId: documentIdSchema,
    title: text,
    number: text.optional(),
    controlNumber: text.optional(),
    classification: text.optional(),
    /** How long the classification holds, in the office's own words, e.g. "10 years". */
    term: text.optional(),
    version: text.optional(),
    /** No copy may be destroyed before this day. */
    retainUntil: day.optional(),
    fileName: text.optional(),
    pages: z.int().positive(),
    /** Of the file as it was given. */
    sha256,
    originalBlob: blobId,
    /** What tracing keeps beside the original (page layouts, features); the engine knows what is in which. */
    pagesBlobs: z.array(blobId),
  }),
  'issuance-reserved': z.strictObject({
    issuanceId: issuanceIdSchema,
    documentId: documentIdSchema,
    occasion: text.optional(),
    /** On whose say, by which rule. */
    basis: text.optional(),
    approver: text.optional(),
    medium: mediumSchema,
    /** Where the copies are being written: after a crash, unsealed files are looked for here. */
    folder: text.optional(),
    /** The page layouts that these copies were marked by; another medium or another release has its own. */
    layoutsBlob: blobId.optional(),
    /** How many places of the text the author allowed to be worded otherwise, and these copies differ in. */
    wordings: z.int().positive().optional(),
    /** When the copies are due back, unless another day is said as one is handed out. */
    due: day.optional(),
    /** Whether the copies bear the notice to automated systems; issuances of before it was recorded do not say. */
    notice: z.boolean().optional(),
    copies: z.array(reservedCopySchema).min(1),
  }),
  'copy-sealed': z.strictObject({ copyId: copyIdSchema, sha256, bytes: count, fileName: filled }),
  'copy-abandoned': z.strictObject({ copyId: copyIdSchema, reason: filled }),
  traced: z.strictObject({
    traceId: traceIdSchema,
    leaks: z.array(z.strictObject({ sha256, name: text })).min(1),
    verdict: verdictSchema,
    limit: z.number().positive(),
    bound: z.number().nonnegative(),
    documentId: documentIdSchema.optional(),
    /** From 1. */
    page: z.int().positive().optional(),
    copyId: copyIdSchema.optional(),
    z: z.number().optional(),
    candidates: count,
    alignments: count,
    /** Everything else the evidence report shows: per-carrier scores, decoys, seconds. */
    figures: z.record(z.string(), z.json()),
  }),
  /** Which papers say what a post says: no copy is named by it. The post itself is not kept. */
  'exposure-searched': z.strictObject({
    searchId: searchIdSchema,
    /** Of the post's text, UTF-8. */
    textSha256: sha256,
    characters: count,
    /** Who had what by then was asked. */
    until: z.iso.datetime({ precision: 3 }),
    verdict: z.enum(['found', 'weak', 'nothing-found']),
    documents: z.array(
      z.strictObject({
        documentId: documentIdSchema,
        page: z.int().positive(),
        facts: count,
        bits: z.number(),
      }),
    ),
    /** Searched. */
    pages: count,
  }),
  ...custodyBodies,
  ...deskBodies,
  ...keepingBodies,
}

export type EventType = keyof typeof bodies

const envelope = <T extends EventType>(type: T) =>
  z.strictObject({ type: z.literal(type), by: filled, body: bodies[type] })

/** An event as it is handed to the register, which adds the time. */
export const newEventSchema = z.discriminatedUnion('type', [
  envelope('vault-created'),
  envelope('document-imported'),
  envelope('issuance-reserved'),
  envelope('copy-sealed'),
  envelope('copy-abandoned'),
  envelope('traced'),
  envelope('exposure-searched'),
  envelope('copy-handed-out'),
  envelope('receipt-signed'),
  envelope('pages-checked'),
  envelope('copy-transferred'),
  envelope('copy-taken-back'),
  envelope('copy-recalled'),
  envelope('copy-returned'),
  envelope('copy-destroyed'),
  envelope('copy-lost'),
  envelope('incident-linked'),
  envelope('entry-struck'),
  envelope('reprint-reserved'),
  envelope('document-amended'),
  envelope('record-struck'),
  envelope('mustered'),
  envelope('custodian-changed'),
  envelope('exported'),
  envelope('user-added'),
  envelope('user-removed'),
  envelope('passphrase-changed'),
  envelope('recovery-key-renewed'),
  envelope('redacted'),
  envelope('vault-restored'),
])
export type NewEvent = z.infer<typeof newEventSchema>

/** ISO 8601, UTC, milliseconds. */
export const eventTimeSchema = z.iso.datetime({ precision: 3 })

/** An event as the register holds it. */
export type RegisterEvent = NewEvent & { readonly at: string }

/**
 * Where a body holds personal data (`*` is every item of a list). These values are kept beside the event and
 * enter the tree only as salted commitments, so that they can be erased one day without breaking the tree.
 * Part of the record's format: moving a field in or out changes the leaf of that event type.
 */
export const PERSONAL_FIELDS: Readonly<Record<EventType, readonly string[]>> = {
  'vault-created': [],
  'document-imported': [],
  'issuance-reserved': ['/copies/*/recipient', '/approver'],
  'copy-sealed': [],
  'copy-abandoned': [],
  traced: ['/leaks/*/name'],
  'exposure-searched': [],
  ...CUSTODY_PERSONAL,
  ...KEEPING_PERSONAL,
}

/** Those of them that hold a whole recipient; the others are text. So an erased one still has its form. */
export const PERSONAL_RECIPIENTS: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  'issuance-reserved': ['/copies/*/recipient'],
  'reprint-reserved': ['/copies/*/recipient'],
  'copy-transferred': ['/to'],
}
