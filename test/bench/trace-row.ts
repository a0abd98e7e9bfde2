import { z } from 'zod'
import { PAGE_KINDS } from '../paper/page-kinds.ts'
import { LEAK_KINDS } from './leak-kinds.ts'
import { TRUTHS } from './trace-jobs.ts'

/** Scores at which never-issued keys are counted. */
export const LAW_AT = [1, 2, 3, 3.5, 4, 4.5] as const

/** What became of one leak; a line of `rows.jsonl`, from which an interrupted run goes on. */
export const traceRowSchema = z.strictObject({
  index: z.number(),
  seed: z.string(),
  truth: z.enum(TRUTHS),
  leakKind: z.enum(LEAK_KINDS),
  pageKind: z.enum(PAGE_KINDS),
  severity: z.enum(['good', 'fair', 'hard']),
  documentId: z.string(),
  verdict: z.enum(['traced', 'inconclusive', 'not-ours']),
  /** The best copy is the one that was leaked. */
  right: z.boolean(),
  /** The leaked page is among those that the picture was laid on. */
  found: z.boolean(),
  /** Best score of the leaked copy over all fusions and hypotheses; 0 where its page was not found or nothing leaked. */
  z: z.number(),
  bestZ: z.number(),
  best: z.string(),
  runnerUp: z.number(),
  decoyDeviation: z.number(),
  /** Score of each carrier of the leaked copy, and residuals that were not zero. */
  carriers: z.record(z.string(), z.strictObject({ z: z.number(), n: z.number() })),
  /** The document and page it was first laid on, and how well it fits. */
  placed: z
    .strictObject({ on: z.string(), likeness: z.number(), agreeing: z.number(), boxes: z.number() })
    .nullable(),
  leakSeconds: z.number(),
  traceSeconds: z.number(),
  /** Never-issued keys scored on this leak's residuals, and how many reached each of LAW_AT. */
  law: z.strictObject({ scores: z.number(), reached: z.array(z.number()) }),
  /** Where the picture is kept, when something went wrong. */
  kept: z.string().optional(),
})

export type TraceRow = z.infer<typeof traceRowSchema>
