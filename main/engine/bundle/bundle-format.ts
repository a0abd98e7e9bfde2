import { z } from 'zod'
import { traceIdSchema } from '../../../shared/contract/events.ts'
import { traceResultSchema } from '../../../shared/contract/results.ts'

/** See README.md in this folder. The first form, without hashes, is still read. */
export const BUNDLE_FORMAT = 'siglum-bundle/2'
const BUNDLE_FORMATS = ['siglum-bundle/1', BUNDLE_FORMAT] as const

/** Of a register of more events the hashes, 32 bytes each, are left out of a bundle. */
export const MOST_HASHED = 131_072

export const BUNDLE_FILES = {
  manifest: 'manifest.json',
  result: 'trace.json',
  proof: 'proof.jsonl',
  checkpoint: 'checkpoint.txt',
  hashes: 'hashes.bin',
  report: 'report.pdf',
} as const

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const manifestSchema = z.strictObject({
  format: z.enum(BUNDLE_FORMATS),
  trace: traceIdSchema,
  vault: z.string(),
  at: z.iso.datetime(),
  by: z.string(),
  /** Index of the event that records the trace. */
  event: z.int().nonnegative(),
  leaks: z.array(z.strictObject({ path: z.string(), sha256 })).min(1),
  /** The other files, but for proof, checkpoint and hashes, which come after this manifest is recorded. */
  files: z.array(z.strictObject({ path: z.string(), sha256, bytes: z.int().nonnegative() })),
})
export type Manifest = z.infer<typeof manifestSchema>

/** What the bundle says came out. */
export const resultSchema = traceResultSchema
