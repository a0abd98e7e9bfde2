import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { decodeOfficeText } from '../document/text-encodings.ts'
import { invalid, tidy } from './recipient-problems.ts'

const recordSchema = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

/** UTF-8, UTF-16 with its mark or, as Chinese Excel saves it, GB18030. Throws Failure 'recipients-invalid'. */
export const decodeText = (bytes: Uint8Array): string => {
  const text = decodeOfficeText(bytes, false)
  if (text === null) throw invalid(['The file is neither UTF-8 nor GB18030 text; save it as "CSV UTF-8".'])
  return text
}

export interface ListRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Rows that hold anything, each with the line it begins on. */
export const listRows = (text: string): ListRow[] => {
  if (text.includes('\0')) throw invalid(['The file is not text; export the list as CSV.'])
  const options = {
    delimiter: separatorOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
  } as const
  let parsed: z.infer<typeof recordSchema>
  try {
    parsed = recordSchema.parse(parse(text, options))
  } catch (cause) {
    throw invalid([
      `The file is not well-formed CSV: ${cause instanceof Error ? cause.message : String(cause)}.`,
    ])
  }
  return parsed
    .map(({ record, info }) => ({ line: info.lines, cells: record.map(tidy) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
}

/** The separator that parts the header line into most cells. */
const separatorOf = (text: string): string => {
  const header = text.split(/\r?\n|\r/).find((line) => line.trim() !== '') ?? ''
  const count = (separator: string) => header.split(separator).length
  return [',', ';', '\t', '，'].reduce((best, next) => (count(next) > count(best) ? next : best))
}
