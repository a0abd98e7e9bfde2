import { z } from 'zod'
import { verdictSchema } from './events.ts'

const count = z.int().nonnegative()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What goes out as a file: exports, sheets to sign, evidence. */
export const exportResultSchema = z.strictObject({
  export: z.string(),
  /** The event that records it. */
  event: count,
  kind: z.string(),
  format: z.string(),
  /** Absolute paths: the file, and what it says of itself with its own hash. */
  file: z.string(),
  statement: z.string(),
  rows: count,
  /** Of the rows as JSON Lines, the same in every format; and of the file. */
  rowsSha256: sha256,
  sha256,
  bytes: count,
  size: count,
  checkpoint: z.string(),
})
export type ExportResult = z.infer<typeof exportResultSchema>

export const EXPORT_FORMATS = ['csv', 'xlsx', 'jsonl', 'pdf'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

export const SHEETS = ['receipt', 'collection', 'certificate', 'history'] as const
export type SheetKind = (typeof SHEETS)[number]

export const bundleResultSchema = z.strictObject({
  export: z.string(),
  /** The event that records it, and in it the hash of its manifest. */
  event: count,
  trace: z.string(),
  /** The ZIP, and the report beside it as PDF. */
  file: z.string(),
  report: z.string(),
  /** Of the ZIP. */
  sha256,
  bytes: count,
  /** Proven in it. */
  events: count,
  /** To be handed over by another way than the bundle. */
  registerKey: z.string(),
  size: count,
  checkpoint: z.string(),
})
export type BundleResult = z.infer<typeof bundleResultSchema>

export const outsideHeadSchema = z.strictObject({
  /** As it was given. */
  file: z.string(),
  size: count,
  /**
   * Whether the checkpoint and the bundle come from one history: found to be so, found not to be, or not to be told from
   * what is in the bundle and the file.
   */
  outcome: z.enum(['agrees', 'contradicts', 'cannot-tell']),
  message: z.string(),
})
export type OutsideHead = z.infer<typeof outsideHeadSchema>

export const bundleCheckResultSchema = z.strictObject({
  /** `cannot-tell`: it holds in itself, but whether a checkpoint given fits it is not known. */
  verdict: z.enum(['holds', 'broken', 'cannot-tell']),
  trace: z.string(),
  /** What the bundle says came out. */
  result: verdictSchema,
  copy: z.string().nullable(),
  recipient: z.string().nullable(),
  document: z.string().nullable(),
  /** Further copies that it names. */
  alsoCopies: z.array(z.strictObject({ copy: z.string(), recipient: z.string(), document: z.string() })),
  bound: z.number(),
  events: count,
  size: count,
  key: z.string(),
  /** Whether the key was given from outside; else it is the bundle's own word. */
  keyGiven: z.boolean(),
  /** Each checkpoint given, and what it says of the bundle. */
  outside: z.array(outsideHeadSchema),
  findings: z.array(z.string()),
})
export type BundleCheckResult = z.infer<typeof bundleCheckResultSchema>
