import { columnsByHeading, columnsByLook, recipientOf } from './list-columns.ts'
import type { Columns } from './list-columns.ts'
import { decodeText, listRows } from './list-rows.ts'
import type { ListRow } from './list-rows.ts'
import { inOrder, invalid, problemsOf, requireFew } from './recipient-problems.ts'
import type { Recipient } from './recipient-problems.ts'

export { requireRecipients } from './recipient-problems.ts'
export type { Recipient } from './recipient-problems.ts'

const MOST_BYTES = 16 * 1024 * 1024

/**
 * Reads a recipients list: CSV with a header line, parted by comma, semicolon or tab, in UTF-8 or, as Chinese
 * Excel saves it, GB18030.
 * @throws Failure 'recipients-invalid' that lists every problem by its line.
 */
export const parseRecipients = (bytes: Uint8Array): Recipient[] => {
  if (bytes.length > MOST_BYTES) throw invalid(['The file is larger than 16 MB.'])
  const [header, ...rows] = listRows(decodeText(bytes))
  if (!header) throw invalid(['The file is empty.'])
  const columns = columnsOf(header.cells)
  if (rows.length === 0) throw invalid(['The list has a header and no recipient below it.'])
  requireFew(rows.length)
  const { recipients, problems } = readRows(rows, columns, header.cells.length)
  if (problems.length > 0) throw invalid(problems)
  return recipients
}

export interface PeopleRead {
  readonly recipients: Recipient[]
  /** By line; what is wrong can be mended by hand. */
  readonly problems: string[]
}

/**
 * People out of a file or out of cells of a spreadsheet, as far as they can be read: with a heading, or told by what the columns
 * look like.
 * @throws Failure 'recipients-invalid' for what is no list at all.
 */
export const readPeople = (rows: readonly ListRow[]): PeopleRead => {
  const [first, ...rest] = rows
  if (first === undefined) throw invalid(['It is empty.'])
  const named = columnsByHeading(first.cells)
  const people = named === null ? rows : rest
  requireFew(people.length)
  if (people.length === 0) throw invalid(['The list has a header and no recipient below it.'])
  if (named !== null) return readRows(people, named, first.cells.length)
  const cells = people.map((row) => row.cells)
  return readRows(people, columnsByLook(cells), Math.max(...cells.map((row) => row.length)))
}

/** The same out of text, or a CSV. */
export const readPeopleText = (input: Uint8Array | string): PeopleRead => {
  if (input.length > MOST_BYTES) throw invalid(['The file is larger than 16 MB.'])
  return readPeople(listRows(typeof input === 'string' ? input : decodeText(input)))
}

const readRows = (rows: readonly ListRow[], columns: Columns, width: number): PeopleRead => {
  const read = rows.map(({ line, cells }) => ({ line, recipient: recipientOf(cells, columns) }))
  const problems = [
    ...rows.flatMap(({ line, cells }) => tooManyCells(line, cells, width)),
    ...problemsOf(read),
  ]
  return { recipients: read.map(({ recipient }) => recipient), problems: inOrder(problems) }
}

const columnsOf = (header: readonly string[]): Columns => {
  const columns = columnsByHeading(header)
  if (columns !== null) return columns
  throw invalid([`Line 1: there is no column "name" (or 姓名); the header reads "${header.join(', ')}".`])
}

const tooManyCells = (line: number, cells: readonly string[], expected: number): string[] =>
  cells.slice(expected).some((cell) => cell !== '')
    ? [
        `Line ${line}: ${cells.length} cells where the header has ${expected}; a comma inside a cell needs quotes around it.`,
      ]
    : []
