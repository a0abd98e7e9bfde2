import { z } from 'zod'
import { showResultSchema } from '../custody-results.ts'
import { bundleResultSchema } from '../paper-results.ts'
import { traceResultSchema } from '../results.ts'
import { call, fileIdSchema, fileOutSchema, nothing, pictureSchema } from './call.ts'

const filled = z.string().min(1)
/** Characters of a pasted passage; longer ones are handed over as files. */
export const MOST_PASTED = 1_000_000
const count = z.int().nonnegative()

/** A corner of the page as it was pointed at on a leak: parts of the picture's width and height, from its top left. */
const corner = z.strictObject({ x: z.number().min(-1).max(2), y: z.number().min(-1).max(2) })

/** Where automatic alignment fails: which page this is, and where its corners are, clockwise from the page's top left. */
export const handAlignmentSchema = z.strictObject({
  document: filled,
  page: z.int().positive(),
  corners: z.tuple([corner, corner, corner, corner]),
})
export type HandAlignment = z.infer<typeof handAlignmentSchema>

/** Of leaked text, as the screen shows it: without its marks, which nobody sees, and with the places that they stood in. */
export const passageSchema = z.strictObject({
  leak: z.string(),
  text: z.string(),
  /** Characters left out before and after it, where it is long. */
  before: count,
  after: count,
  /** In order; from the first character to before the last, in UTF-16 units of `text`. */
  marks: z.array(
    z.strictObject({
      start: count,
      end: count,
      /** `agrees`: bears a named copy's signs; `differs`: stands where a copy has a mark, with other signs; `elsewhere`: no place of the paper. */
      says: z.enum(['agrees', 'differs', 'placed', 'elsewhere']),
    }),
  ),
})
export type Passage = z.infer<typeof passageSchema>

export const traceViewSchema = z.strictObject({
  result: traceResultSchema,
  /** The named copy, as the register has it. */
  shown: showResultSchema.nullable(),
  /** Further named copies; traces kept from before there were any have none. */
  alsoShown: z.array(showResultSchema).default([]),
  /** Scores of every candidate in the deciding reading, highest first; labels for the highest fifty. */
  scores: z.strictObject({
    /** What a copy has to reach here. */
    limitZ: z.number().nullable(),
    candidates: z.array(z.number()),
    labels: z.array(z.strictObject({ copy: z.string(), id: z.string(), name: z.string(), z: z.number() })),
    /** Of never-issued keys: how many scored in each bin of half a unit, from -6 up. */
    decoys: z.array(count),
  }),
  /** One for each page that lies in a leaked picture and copy that it speaks for; pictures of one size, so that they can be laid over each other. */
  pictures: z.array(
    z.strictObject({
      leak: z.string(),
      document: z.string(),
      page: z.int().positive(),
      /** Whose evidence it is; traces kept from before this was told have it of the named copy. */
      copy: z.string().nullable().default(null),
      /** As it was found. */
      found: pictureSchema,
      straightened: pictureSchema,
      original: pictureSchema,
      /** Where the evidence lies; transparent where there is none. Null where no copy is named. */
      evidence: pictureSchema.nullable(),
    }),
  ),
  /** One for each leaked text; traces kept from before there were any have none. */
  passages: z.array(passageSchema).default([]),
  /** What would help, where nobody could be named: keys that the app has words for. */
  advice: z.array(
    z.enum([
      'larger',
      'sharper',
      'more-of-page',
      'more-pictures',
      'flatter',
      'point-at-corners',
      'longer-passage',
      'as-copied',
      'not-issued-here',
    ]),
  ),
})
export type TraceView = z.infer<typeof traceViewSchema>

/** Newest first. */
export const traceListSchema = z.strictObject({
  traces: z.array(
    z.strictObject({
      id: z.string(),
      event: count,
      at: z.string(),
      by: z.string(),
      verdict: traceResultSchema.shape.verdict,
      bound: z.number(),
      leaks: z.array(z.string()),
      title: z.string().nullable(),
      copy: z.string().nullable(),
      recipient: z.string().nullable(),
      /** Whether its pictures are still at hand. */
      kept: z.boolean(),
    }),
  ),
})
export type TraceList = z.infer<typeof traceListSchema>

export const traceCalls = {
  /** Reads, finds, straightens, scores, judges, and records it. Sends pictures as they come: 'leak', 'found', 'straightened'. */
  'trace.run': call(
    z.strictObject({
      files: z.array(fileIdSchema).max(50),
      /** Passages that were pasted; the name is the record's. */
      texts: z
        .array(z.strictObject({ name: filled.max(120), text: filled.max(MOST_PASTED) }))
        .max(50)
        .optional(),
      document: filled.optional(),
      issuance: filled.optional(),
      limit: z.number().positive().max(0.5).optional(),
      /** For the first file. */
      byHand: handAlignmentSchema.optional(),
    }),
    traceViewSchema,
  ),
  /** A leak as the app can show it before anything is known of it. */
  'trace.leak-picture': call(
    z.strictObject({ file: fileIdSchema, widthPx: z.int().min(50).max(4000) }),
    pictureSchema,
  ),
  'trace.list': call(nothing, traceListSchema),
  /** A trace that was made before, where its evidence is kept. */
  'trace.view': call(z.strictObject({ trace: filled }), traceViewSchema),
  /** The bundle and its report. */
  'trace.bundle': call(
    z.strictObject({ trace: filled }),
    z.strictObject({ result: bundleResultSchema, saved: z.array(fileOutSchema) }),
  ),
}
