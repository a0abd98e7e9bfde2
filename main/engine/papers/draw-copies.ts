import { COPY_COLUMNS } from '../../export/copy-columns.ts'
import { csvFile } from '../../export/csv-file.ts'
import type { ExportRow } from '../../export/export-column.ts'
import { jsonLinesFile, rowLines } from '../../export/json-lines-file.ts'
import type { Statement } from '../../export/statement.ts'
import type { RegisterReader } from '../../register/register.ts'
import { filterFor } from '../custody/search-copies.ts'
import type { CopyQuestion } from '../custody/search-copies.ts'
import { exportRow } from './export-row.ts'
import type { ExportRequest, OnRow, PaperSource, PreparedPaper } from './paper-order.ts'
import { stated } from './stated.ts'

const rowsFor = (register: RegisterReader, question: CopyQuestion): readonly ExportRow[] => {
  const documents = new Map(register.documents().map((document) => [document.id, document]))
  const issuances = new Map(register.issuances().map((issuance) => [issuance.id, issuance]))
  return register.copies(filterFor(register, question)).flatMap((copy) => {
    const document = documents.get(copy.documentId)
    const issuance = issuances.get(copy.issuanceId)
    return document === undefined || issuance === undefined ? [] : [exportRow(copy, document, issuance)]
  })
}

/** As it is recorded and printed: what was asked, in its own words. */
const filterOf = ({ state, ...question }: CopyQuestion): Statement['filter'] => ({
  ...question,
  ...(state === undefined ? {} : { state: state.join(', ') }),
})

/** What draws spreadsheets and paper is large, and loaded only where it is asked for. */
const fileFor = async (
  { format, byteOrderMark = false }: ExportRequest,
  rows: readonly ExportRow[],
  lines: string,
  statement: Statement,
  onRow: OnRow,
): Promise<Uint8Array> => {
  switch (format) {
    case 'csv':
      return csvFile(COPY_COLUMNS, rows, { byteOrderMark })
    case 'xlsx':
      return (await import('../../export/xlsx-file.ts')).xlsxFile(COPY_COLUMNS, rows, statement)
    case 'jsonl':
      return jsonLinesFile(statement, lines)
    case 'pdf':
      return (await import('../../export/copy-table.ts')).copyTable(rows, statement, onRow)
  }
}

/** The copies that answer, read at once; drawn when that is asked for. */
export const drawCopies = (source: PaperSource, request: ExportRequest): PreparedPaper => {
  const { question, by } = request
  const rows = rowsFor(source.register, question)
  const lines = rowLines(COPY_COLUMNS, rows)
  const statement = stated(source, { kind: 'copies', filter: filterOf(question), by }, lines)
  return { statement, draw: (onRow) => fileFor(request, rows, lines, statement, onRow) }
}
