import { headingText } from './export-column.ts'
import type { Cell, ExportColumn, ExportRow } from './export-column.ts'

/**
 * What a spreadsheet would take for a formula gets an apostrophe before it (OWASP, "CSV Injection"); also the full-width
 * signs, which Excel in Chinese and Japanese reads alike, and whatever follows blanks.
 */
const FORMULA = /^[\s\p{Cc}]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/u

export const defused = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** RFC 4180, section 2, rules 5 to 7. */
const quoted = (text: string): string =>
  /[",\r\n]/.test(text) || /^\s|\s$/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** What a cell says, unquoted. */
export const cellWords = (cell: Cell | undefined): string => {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no'
  return String(cell)
}

const cellText = (cell: Cell | undefined): string =>
  typeof cell === 'string' ? quoted(defused(cell)) : cellWords(cell)

const BYTE_ORDER_MARK = '\uFEFF'

/** RFC 4180: CRLF, a header line, UTF-8; with a byte order mark Excel sees that it is UTF-8. */
export const csvFile = (
  columns: readonly ExportColumn[],
  rows: readonly ExportRow[],
  options: { readonly byteOrderMark: boolean },
): Uint8Array => {
  const lines = [
    columns.map((column) => quoted(headingText(column))),
    ...rows.map((row) => columns.map(({ key }) => cellText(row[key]))),
  ]
  const text = lines.map((line) => `${line.join(',')}\r\n`).join('')
  return Buffer.from(options.byteOrderMark ? BYTE_ORDER_MARK + text : text)
}
