import { z } from 'zod'
import { parseCode } from './copy-code.ts'
import { KEEPING_PERSONAL, keepingBodies } from './keeping-events.ts'

/**
 * What the register can record. An event is never changed once appended, so a schema here may gain optional
 * fields and new types, but never lose or rename any: records of years ago must still parse.
 */

/** Text that has exactly one UTF-8 form (no lone surrogates) and a sane length. */
const text = z
  .string()
  .max(4000)
  .refine((value) => value.isWellFormed(), 'contains a broken character')
const filled = text.min(1)
const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'is not a SHA-256 in lower-case hexadecimal')
const blobId = z.string().regex(/^[0-9a-f]{64}$/, 'is not a blob id')
const idWithPrefix = (prefix: string) =>
  z.string().regex(new RegExp(`^${prefix}-[a-z2-7]{26}$`), `is not an id of the form ${prefix}-...`)
const count = z.int().nonnegative()

export const documentIdSchema = idWithPrefix('d')
export const issuanceIdSchema = idWithPrefix('i')
export const copyIdSchema = idWithPrefix('c')
export const traceIdSchema = idWithPrefix('t')

export const recipientSchema = z.strictObject({ name: filled, unit: text, id: text, email: text })
export type Recipient = z.infer<typeof recipientSchema>

export const mediumSchema = z.enum(['screen', 'paper', 'both'])
export type Medium = z.infer<typeof mediumSchema>

export const verdictSchema = z.enum(['traced', 'inconclusive', 'not-ours'])
export type Verdict = z.infer<typeof verdictSchema>

const reservedCopySchema = z.strictObject({
  copyId: copyIdSchema,
  number: z.int().positive(),
  of: z.int().positive(),
  code: z.string().refine((code) => parseCode(code) === code, 'is not a copy code'),
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
    classification: text.optional(),
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
    medium: mediumSchema,
    /** Where the copies are being written: after a crash, unsealed files are looked for here. */
    folder: text.optional(),
    /** The page layouts that these copies were marked by; another medium or another release has its own. */
    layoutsBlob: blobId.optional(),
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
  'issuance-reserved': ['/copies/*/recipient'],
  'copy-sealed': [],
  'copy-abandoned': [],
  traced: ['/leaks/*/name'],
  ...KEEPING_PERSONAL,
}

/** Those of them that hold a whole recipient; the others are text. So an erased one still has its form. */
export const PERSONAL_RECIPIENTS: Readonly<Partial<Record<EventType, readonly string[]>>> = {
  'issuance-reserved': ['/copies/*/recipient'],
}
