import { z } from 'zod'
import { copyNumberSchema, recipientResult } from './custody-results.ts'

/** What `retold` gives back. Fields may be added, never renamed or removed. */

const count = z.int().nonnegative()
const day = z.iso.date()
/** From the first character to before the last, counted in UTF-16 units of the text beside it. */
const place = z.strictObject({ start: count, end: count })

/** Why somebody's having a copy came to its end. */
export const HOLDING_ENDS = ['returned', 'handed-on', 'lent', 'taken-back', 'lost', 'destroyed'] as const

/** Somebody who had a copy for a while, as far as the register knows. */
export const holdingSchema = z.strictObject({
  copy: copyNumberSchema,
  id: z.string(),
  issuance: z.string(),
  person: recipientResult,
  /** Who took it for them, where that was somebody else. */
  takenBy: z.string().nullable(),
  from: day,
  /** Null while they still had it. */
  until: day.nullable(),
  ended: z.enum(HOLDING_ENDS).nullable(),
  signed: z.boolean(),
})
export type Holding = z.infer<typeof holdingSchema>

export const exposureSchema = z.strictObject({
  /** When the first copy was sealed. */
  issued: z.string(),
  issuances: z.array(z.string()),
  /** Copies that were sealed by then. */
  copies: count,
  holdings: z.array(holdingSchema),
  /** Copies of which no handing out is on record by then: they lay at the desk, or nobody wrote it down. */
  notHandedOut: z.array(
    z.strictObject({
      copy: copyNumberSchema,
      id: z.string(),
      issuance: z.string(),
      recipient: recipientResult,
    }),
  ),
})
export type Exposure = z.infer<typeof exposureSchema>

const documentName = z.strictObject({
  id: z.string(),
  title: z.string(),
  number: z.string().nullable(),
  version: z.string().nullable(),
  classification: z.string().nullable(),
})

export const sharedFactSchema = z.strictObject({
  kind: z.enum(['number', 'money', 'percent', 'date', 'time', 'name', 'code']),
  /** As the post says it, and where in `post`. */
  said: z.string(),
  saidAt: place,
  /** As the paper has it, on which of its pages (from 1), and where in that page's text. */
  written: z.string(),
  page: z.int().positive(),
  writtenAt: place,
  /** False where the post says it roughly: rounded, or the month of a day. */
  exact: z.boolean(),
  /** How many of the pages searched say so, and how rare that is: -log2 of their part. */
  onPages: count,
  bits: z.number().nonnegative(),
})
export type SharedFact = z.infer<typeof sharedFactSchema>

export const retoldDocumentSchema = z.strictObject({
  strength: z.enum(['found', 'weak']),
  document: documentName,
  /** The page that says most of it, from 1. */
  page: z.int().positive(),
  passage: z.strictObject({ text: z.string(), start: count, end: count }),
  /** What all of it together weighs, over what some page or other shares with any post. */
  bits: z.number(),
  facts: z.array(sharedFactSchema),
  /** Words of the post, no facts, that the paper has too. */
  words: z.array(z.string()),
  /**
   * Versions of this paper and papers of its series, and what of the post each alone says: this tells which the teller had read.
   * `onlyHere` is what this one alone says.
   */
  alike: z.array(z.strictObject({ document: documentName, onlyThere: z.array(z.string()) })),
  onlyHere: z.array(z.string()),
  exposure: exposureSchema,
})
export type RetoldDocument = z.infer<typeof retoldDocumentSchema>

export const retoldResultSchema = z.strictObject({
  /** As the register knows this search. */
  id: z.string(),
  /** Never a trace: words that were said again bear no copy's marks. */
  kind: z.literal('exposure'),
  notice: z.string(),
  verdict: z.enum(['found', 'weak', 'nothing-found']),
  /** Who had what by then. */
  at: z.string(),
  /** The post as it was searched. */
  post: z.string(),
  /** Things in the post that could be looked up, and how many of them are facts. */
  said: z.strictObject({ things: count, facts: count }),
  searched: z.strictObject({ documents: count, pages: count, pagesWithoutText: count }),
  /** Best first. */
  documents: z.array(retoldDocumentSchema),
  /** Papers that would have been found, had their first copy not been sealed only later. */
  later: z.array(documentName),
  seconds: z.number().nonnegative(),
})
export type RetoldResult = z.infer<typeof retoldResultSchema>

export const EXPOSURE_NOTICE =
  'Exposure, not a trace: which papers say what the post says, and who had them. Words told again bear no marks, so no copy can be named.'
