import type { ExportRow } from './export-column.ts'
import { headingText } from './export-column.ts'
import { PAPER_COLUMNS } from './copy-columns.ts'
import { drawTable } from './draw-table.ts'
import { closePaper, openPaper } from './paper.ts'
import { drawStatement, drawTitle, note } from './sheet-head.ts'
import { filterText } from './statement.ts'
import { STATE_WORDS } from './state-words.ts'
import type { Statement } from './statement.ts'

const isState = (value: string): value is keyof typeof STATE_WORDS => value in STATE_WORDS

const cellText = (value: ExportRow[string] | undefined): string => String(value ?? '')

const stateText = (value: ExportRow[string] | undefined): string =>
  typeof value === 'string' && isState(value)
    ? `${STATE_WORDS[value].zh} ${STATE_WORDS[value].en}`
    : cellText(value)

/** A4 across: the rows, in the columns that fit on paper. Every other column is in the other formats. */
export const copyTable = async (
  rows: readonly ExportRow[],
  statement: Statement,
  onRow?: (done: number) => void,
): Promise<Uint8Array> => {
  const title = { zh: '文件登记簿摘录', en: 'Extract of the register of copies' }
  const paper = await openPaper({ title: title.zh, landscape: true, at: statement.at })
  drawTitle(paper, title)
  note(paper, `筛选 Filter: ${filterText(statement.filter)}`)
  const columns = PAPER_COLUMNS.map((column) => ({
    heading: headingText(column),
    mm: column.mm,
    text: (row: ExportRow) => (column.key === 'state' ? stateText(row.state) : cellText(row[column.key])),
  }))
  if (rows.length === 0) note(paper, '无符合条件的记录。 No copy answers to this filter.')
  else drawTable(paper, columns, rows, { size: 2.7, ...(onRow && { onRow }) })
  drawStatement(paper, statement)
  return closePaper(paper, `${statement.at.slice(0, 10)} · ${statement.by}`)
}
