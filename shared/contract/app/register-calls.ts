import { z } from 'zod'
import { channelSchema, conditionSchema } from '../custody-events.ts'
import {
  amendResultSchema,
  copyStandSchema,
  correctResultSchema,
  handoverResultSchema,
  musterResultSchema,
  searchResultSchema,
  showResultSchema,
  stepResultSchema,
} from '../custody-results.ts'
import { recipientSchema, traceIdSchema } from '../events.ts'
import { EXPORT_FORMATS, exportResultSchema, SHEETS } from '../paper-results.ts'
import { issueResultSchema, listResultSchema } from '../results.ts'
import { call, fileIdSchema, fileOutSchema, nothing } from './call.ts'

const day = z.iso.date()
const filled = z.string().min(1)
const count = z.int().nonnegative()
const names = z.array(filled)

/** How people narrow copies down; days by the office's calendar. */
export const questionSchema = z.strictObject({
  document: filled.optional(),
  issuance: filled.optional(),
  occasion: filled.optional(),
  recipient: filled.optional(),
  unit: filled.optional(),
  from: day.optional(),
  to: day.optional(),
  state: z.array(filled).optional(),
  overdue: z.boolean().optional(),
  search: filled.optional(),
  limit: z.int().positive().max(10_000).optional(),
  offset: count.optional(),
})
export type Question = z.infer<typeof questionSchema>

/** Codes, copy ids, or issuance ids (with `all`: every released copy of theirs). */
const selection = z.strictObject({ names, all: z.boolean().optional() })

const when = { on: day.optional(), note: filled.optional() }
export const stepSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...when,
    type: z.literal('copy-handed-out'),
    channel: channelSchema,
    to: filled.optional(),
    due: day.optional(),
  }),
  z.strictObject({ ...when, type: z.literal('receipt-signed'), name: filled.optional() }),
  z.strictObject({
    ...when,
    type: z.literal('pages-checked'),
    complete: z.boolean(),
    checker: filled.optional(),
  }),
  z.strictObject({
    ...when,
    type: z.literal('copy-transferred'),
    to: recipientSchema,
    lent: z.boolean(),
    due: day.optional(),
  }),
  z.strictObject({ ...when, type: z.literal('copy-taken-back') }),
  z.strictObject({ ...when, type: z.literal('copy-recalled'), due: day.optional() }),
  z.strictObject({
    ...when,
    type: z.literal('copy-returned'),
    condition: conditionSchema,
    receiver: filled.optional(),
  }),
  z.strictObject({
    ...when,
    type: z.literal('copy-destroyed'),
    method: filled,
    approver: filled,
    witnesses: z.tuple([filled, filled]),
    certificate: filled,
  }),
  z.strictObject({ ...when, type: z.literal('copy-lost'), reporter: filled.optional() }),
  z.strictObject({
    ...when,
    type: z.literal('incident-linked'),
    incident: filled,
    traceId: traceIdSchema.optional(),
  }),
])
export type AppStep = z.infer<typeof stepSchema>

/** A copy in a list, with what it belongs to in words. */
export const copyRowSchema = copyStandSchema.extend({
  title: z.string(),
  documentNumber: z.string().nullable(),
  occasion: z.string().nullable(),
})
export type CopyListRow = z.infer<typeof copyRowSchema>

export const documentDetailSchema = showResultSchema.shape.document.extend({
  imported: z.string(),
  issuances: z.int(),
  copies: z.int(),
})
export type DocumentListRow = z.infer<typeof documentDetailSchema>

export const issuanceRowSchema = listResultSchema.shape.issuances.element.extend({
  title: z.string(),
  documentNumber: z.string().nullable(),
  out: count,
  overdue: count,
})
export type IssuanceListRow = z.infer<typeof issuanceRowSchema>

const paged = { search: z.string().optional(), limit: z.int().positive().max(10_000), offset: count }
const fileOf = <R extends z.ZodType>(result: R) => z.strictObject({ result, saved: z.array(fileOutSchema) })

export const registerCalls = {
  'register.overview': call(
    nothing,
    z.strictObject({
      documents: count,
      issuances: count,
      copies: count,
      states: z.record(z.string(), count),
      overdue: count,
      events: count,
      /** Issuances with copies still out, the one due first in front; at most ten. */
      open: z.array(issuanceRowSchema),
    }),
  ),
  'register.documents': call(
    z.strictObject(paged),
    z.strictObject({ rows: z.array(documentDetailSchema), total: count }),
  ),
  'register.issuances': call(
    z.strictObject({ ...paged, document: filled.optional() }),
    z.strictObject({ rows: z.array(issuanceRowSchema), total: count }),
  ),
  /** `total` counts what answers the question, whatever the limit. */
  'register.copies': call(questionSchema, z.strictObject({ rows: z.array(copyRowSchema), total: count })),
  'register.people': call(
    z.strictObject(paged),
    z.strictObject({
      rows: z.array(
        z.strictObject({ recipient: recipientSchema, copies: count, out: count, overdue: count }),
      ),
      total: count,
    }),
  ),
  'register.search': call(questionSchema, searchResultSchema),
  'register.copy': call(z.strictObject({ names }), showResultSchema),
  'custody.step': call(
    z.strictObject({ copies: selection, step: stepSchema, scan: fileIdSchema.optional() }),
    stepResultSchema,
  ),
  'custody.reprint': call(
    z.strictObject({
      copy: names,
      count: z.int().min(1).max(100),
      folder: filled,
      reason: filled,
      approver: filled.optional(),
    }),
    issueResultSchema,
  ),
  'custody.muster': call(
    z.strictObject({
      found: selection,
      place: z.enum(['desk', 'out', 'all']),
      document: filled.optional(),
      issuance: filled.optional(),
      note: filled.optional(),
    }),
    musterResultSchema,
  ),
  'custody.hand-over': call(
    z.strictObject({
      from: filled,
      to: filled,
      counted: selection.optional(),
      acceptMissing: z.boolean().optional(),
      note: filled.optional(),
    }),
    handoverResultSchema,
  ),
  'custody.correct': call(
    z.strictObject({ event: count, reason: filled, set: z.record(z.string(), z.string()) }),
    correctResultSchema,
  ),
  'custody.amend': call(
    z.strictObject({
      document: filled,
      reason: filled,
      fields: z.strictObject({
        title: filled.optional(),
        number: z.string().optional(),
        controlNumber: z.string().optional(),
        classification: z.string().optional(),
        term: z.string().optional(),
        version: z.string().optional(),
        retainUntil: day.optional(),
      }),
    }),
    amendResultSchema,
  ),
  /** The head and the first rows of an export, as they will be written. */
  'export.preview': call(
    z.strictObject({ question: questionSchema, rows: z.int().positive().max(200) }),
    z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(z.string())), total: count }),
  ),
  'export.make': call(
    z.strictObject({
      question: questionSchema,
      format: z.enum(EXPORT_FORMATS),
      byteOrderMark: z.boolean().optional(),
    }),
    /** The file, and its statement. */
    fileOf(exportResultSchema),
  ),
  'export.sheet': call(
    z.strictObject({ sheet: z.enum(SHEETS), of: names.min(1) }),
    fileOf(exportResultSchema),
  ),
}
