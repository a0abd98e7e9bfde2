import { z } from 'zod'

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
