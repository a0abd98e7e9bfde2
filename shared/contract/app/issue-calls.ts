import { z } from 'zod'
import { mediumSchema, recipientSchema } from '../events.ts'
import { issueResultSchema } from '../results.ts'
import { warningSchema } from '../warning.ts'
import { call, fileIdSchema, fileOutSchema, nothing, pictureSchema } from './call.ts'

const optional = z.string().min(1).optional()

/** A paper that was handed over, and its password where it asks for one. */
export const paper = { document: fileIdSchema, password: optional }
const page = z.int().positive()
const widthPx = z.int().min(50).max(4000)

export const savedListSchema = z.strictObject({
  id: z.string(),
  name: z.string().min(1).max(100),
  recipients: z.array(recipientSchema),
})
export type SavedList = z.infer<typeof savedListSchema>

/** What is said of an issuance, as the register will hold it. */
export const issueFieldsSchema = z.strictObject({
  title: optional,
  number: optional,
  controlNumber: optional,
  classification: optional,
  term: optional,
  version: optional,
  retainUntil: z.iso.date().optional(),
  basis: optional,
  approver: optional,
  occasion: optional,
})
export type IssueFields = z.infer<typeof issueFieldsSchema>

export const issueCalls = {
  /** Opens a paper: what it is, and what will not survive. Fails with 'document-encrypted' where a password is wanted. */
  'issue.look': call(
    z.strictObject(paper),
    z.strictObject({
      title: z.string(),
      pages: page,
      sha256: z.string(),
      warnings: z.array(warningSchema),
      sizesMm: z.array(z.strictObject({ width: z.number(), height: z.number() })),
      /** Where the very same file was issued before. */
      known: z.strictObject({ id: z.string(), title: z.string(), issuances: z.int() }).nullable(),
    }),
  ),
  'issue.page': call(z.strictObject({ ...paper, page, widthPx }), pictureSchema),
  /** A list as it was dropped or pasted (CSV, or cells of a spreadsheet with or without a heading), or an XLSX. */
  'issue.read-list': call(
    z.union([z.strictObject({ file: fileIdSchema }), z.strictObject({ text: z.string().max(4_000_000) })]),
    z.strictObject({ recipients: z.array(recipientSchema), problems: z.array(z.string()) }),
  ),
  /** People who had copies before, for completion as one types. */
  'issue.people': call(
    z.strictObject({ begins: z.string().max(100) }),
    z.strictObject({ recipients: z.array(recipientSchema) }),
  ),
  'issue.lists': call(nothing, z.strictObject({ lists: z.array(savedListSchema) })),
  'issue.save-list': call(
    z.strictObject({ name: z.string().min(1).max(100), recipients: z.array(recipientSchema).min(1) }),
    z.strictObject({ lists: z.array(savedListSchema) }),
  ),
  'issue.remove-list': call(
    z.strictObject({ id: z.string() }),
    z.strictObject({ lists: z.array(savedListSchema) }),
  ),
  /** A page as one recipient will get it, by keys that are thrown away after. Takes seconds. */
  'issue.preview': call(
    z.strictObject({
      ...paper,
      page,
      widthPx,
      recipients: z.array(recipientSchema).min(1),
      /** Whose copy, from 1. */
      number: page,
      occasion: optional,
      medium: mediumSchema,
    }),
    z.strictObject({
      original: pictureSchema,
      marked: pictureSchema,
      /** The unseen carriers alone, strengthened until they are seen. */
      unseen: pictureSchema,
    }),
  ),
  /** How surely a leaked photograph of each page will trace. Takes seconds. */
  'issue.forecast': call(
    z.strictObject({ ...paper, medium: mediumSchema }),
    z.strictObject({ pages: issueResultSchema.shape.forecast, warnings: z.array(warningSchema) }),
  ),
  'issue.run': call(
    z.strictObject({
      ...paper,
      ...issueFieldsSchema.shape,
      recipients: z.array(recipientSchema).min(1),
      medium: mediumSchema,
      /** When the copies are due back; handed-out copies get it as their default. */
      due: z.iso.date().optional(),
      /** Whether the copies bear the notice to automated systems; as the vault's settings say unless told. */
      notice: z.boolean().optional(),
      /** A list of wordings as `wording.read` takes it; those that it has as approved are used. */
      wording: fileIdSchema.optional(),
      /** Where the copies go; absolute. */
      folder: z.string().min(1),
    }),
    issueResultSchema,
  ),
  /** Sealed copies of an issuance as one ZIP, a file each in it, checked against the register first. */
  'issue.zip': call(z.strictObject({ issuance: z.string() }), fileOutSchema),
  /** One copy's file, checked against the register first. */
  'issue.copy-file': call(z.strictObject({ copy: z.string() }), fileOutSchema),
  /** Copies one after the other in list order, each from a right-hand page on, as one PDF for the printer. */
  'issue.print-file': call(
    z.strictObject({ issuance: z.string(), copies: z.array(z.string()).optional(), duplex: z.boolean() }),
    fileOutSchema,
  ),
}
