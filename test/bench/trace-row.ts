import { z } from 'zod'
import { prospectSchema } from '../../shared/contract/results.ts'
import { SEVERITIES } from '../leak/leak-types.ts'
import { BENCH_PAGE_KINDS } from './bench-papers.ts'
import { leakNotesSchema } from './leak-cache.ts'
import { LEAK_KINDS } from './leak-kinds.ts'
import { TRUTHS } from './trace-jobs.ts'

/** What became of one leak; a line of `rows.jsonl`, from which an interrupted run goes on. */
export const traceRowSchema = z.strictObject({
  index: z.number(),
  seed: z.string(),
  truth: z.enum(TRUTHS),
  leakKind: z.enum(LEAK_KINDS),
  pageKind: z.enum(BENCH_PAGE_KINDS),
  severity: z.enum(SEVERITIES),
  documentId: z.string(),
  copies: z.array(z.number()),
  verdict: z.enum(['traced', 'inconclusive', 'not-ours']),
  /** Issued copies that leaked: none, one, or the contributors to a mixture. */
  leaked: z.array(z.string()),
  named: z.array(z.string()),
  /** The leaked page is among those that the picture was laid on. */
  found: z.boolean(),
  /** Best score of each leaked copy over all fusions and hypotheses; 0 where its page was not found. */
  zs: z.array(z.number()),
  bestZ: z.number(),
  best: z.string(),
  runnerUp: z.number(),
  decoyDeviation: z.number(),
  /** Score of each carrier of the first leaked copy, and residuals that were not zero. */
  carriers: z.record(z.string(), z.strictObject({ z: z.number(), n: z.number() })),
  /** The document and page it was first laid on, and how well it fits. */
  placed: z
    .strictObject({ on: z.string(), likeness: z.number(), agreeing: z.number(), boxes: z.number() })
    .nullable(),
  /** What issuing foretold of the leaked page; absent where no copy leaked, and from rows of before it was noted. */
  forecast: z.strictObject({ screen: prospectSchema, print: prospectSchema }).exactOptional(),
  /** What the simulator's dice chose. */
  notes: leakNotesSchema,
  leakSeconds: z.number(),
  traceSeconds: z.number(),
  /** The picture, by what it was made from. */
  key: z.string(),
})

export type TraceRow = z.infer<typeof traceRowSchema>

/** A row that says what was foretold. */
export type ForecastRow = TraceRow & Required<Pick<TraceRow, 'forecast'>>

/** Somebody was named whose copy did not leak. */
export const isAccusation = ({ named, leaked }: TraceRow): boolean =>
  named.some((copyId) => !leaked.includes(copyId))

/** A leaked copy was named, and nobody else. */
export const isTraced = (row: TraceRow): boolean => row.named.length > 0 && !isAccusation(row)

/** A mixture's contributors may all go unnamed, but nobody else may be named; everything else is to be traced. */
export const wentWrong = (row: TraceRow): boolean =>
  isAccusation(row) || (row.leaked.length === 1 && !isTraced(row))

/** The strongest of what the leaked copies scored. */
export const leakedZ = ({ zs }: TraceRow): number => Math.max(0, ...zs)
