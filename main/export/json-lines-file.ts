import { createHash } from 'node:crypto'
import type { ExportColumn, ExportRow } from './export-column.ts'
import type { Statement } from './statement.ts'

const lineOf = (columns: readonly ExportColumn[], row: ExportRow): string =>
  `${JSON.stringify(Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null])))}\n`

/** The rows as JSON Lines: one object a line, keys in the columns' order, `null` for what is not known. */
export const rowLines = (columns: readonly ExportColumn[], rows: readonly ExportRow[]): string =>
  rows.map((row) => lineOf(columns, row)).join('')

export const sha256Of = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex')

/** The statement on the first line, the rows after it: all lines but the first have the hash that the first states. */
export const jsonLinesFile = (statement: Statement, lines: string): Uint8Array =>
  Buffer.from(`${JSON.stringify({ statement })}\n${lines}`)
