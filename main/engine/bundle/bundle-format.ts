import { z } from 'zod'
import { traceIdSchema } from '../../../shared/contract/events.ts'
import { traceResultSchema } from '../../../shared/contract/results.ts'

/** See README.md in this folder. */
export const BUNDLE_FORMAT = 'siglum-bundle/1'

export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  result: 'trace.json',
  proof: 'proof.jsonl',
  checkpoint: 'checkpoint.txt',
  report: 'report.pdf',
} as const

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestSchema = z.strictObject({
  format: z.literal(BUNDLE_FORMAT),
  trace: traceIdSchema,
  vault: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** Index of the event that records the trace. */
  event: z.int().nonnegative(),
  leaks: z.array(z.strictObject({ path: z.string(), sha256 })).min(1),
  /** The other files, but for proof and checkpoint, which come after this manifest is recorded. */
  files: z.array(z.strictObject({ path: z.string(), sha256, bytes: z.int().nonnegative() })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What the bundle says came out. */
export const resultSchema = traceResultSchema
