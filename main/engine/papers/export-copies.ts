import type { ExportFormat, ExportResult } from '../../../shared/contract/paper-results.ts'
import { COPY_COLUMNS } from '../../export/copy-columns.ts'
import { copyTable } from '../../export/copy-table.ts'
import { csvFile } from '../../export/csv-file.ts'
import type { ExportRow } from '../../export/export-column.ts'
import { jsonLinesFile, rowLines } from '../../export/json-lines-file.ts'
import type { Statement } from '../../export/statement.ts'
import { xlsxFile } from '../../export/xlsx-file.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { Vault } from '../../vault.ts'
import { filterFor } from '../custody/search-copies.ts'
import type { CopyQuestion } from '../custody/search-copies.ts'
import { requireRole } from '../permissions.ts'
import { exportRow } from './export-row.ts'
import { releaseFile, requireFreeFile, stated } from './release-file.ts'

export interface ExportRequest {
  readonly question: CopyQuestion
  readonly format: ExportFormat
  readonly out: string
  /** Of a CSV file, for Excel. */
  readonly byteOrderMark?: boolean
  readonly by: string
}

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

const fileFor = (
  { format, byteOrderMark = false }: ExportRequest,
  rows: readonly ExportRow[],
  lines: string,
  statement: Statement,
): Promise<Uint8Array> | Uint8Array => {
  switch (format) {
    case 'csv':
      return csvFile(COPY_COLUMNS, rows, { byteOrderMark })
    case 'xlsx':
      return xlsxFile(COPY_COLUMNS, rows, statement)
    case 'jsonl':
      return jsonLinesFile(statement, lines)
    case 'pdf':
      return copyTable(rows, statement)
  }
}

/** The copies that answer, as a file: what it holds and its hashes are themselves recorded. */
export const exportCopies = async (vault: Vault, request: ExportRequest): Promise<ExportResult> => {
  requireRole(vault, ['custodian', 'auditor'], 'export lists')
  const { question, format, out, by } = request
  requireFreeFile(out)
  const rows = rowsFor(vault.register, question)
  const lines = rowLines(COPY_COLUMNS, rows)
  const statement = stated(vault, { kind: 'copies', filter: filterOf(question), by }, lines)
  const bytes = await fileFor(request, rows, lines, statement)
  return releaseFile(vault, { format, out, statement, bytes })
}
