import type { Result } from '../../../shared/contract/app/calls.ts'
import type { Question } from '../../../shared/contract/app/register-calls.ts'
import { COPY_COLUMNS } from '../../export/copy-columns.ts'
import { cellWords } from '../../export/csv-file.ts'
import { headingText } from '../../export/export-column.ts'
import type { Vault } from '../../vault.ts'
import { filterFor } from '../custody/search-copies.ts'
import { exportRow } from '../papers/export-row.ts'
import { questionOf } from './register-questions.ts'

/** The head and the first rows of an export. */
export const exportPreview = (
  { register }: Vault,
  question: Question,
  rows: number,
): Result<'export.preview'> => {
  const filter = filterFor(register, questionOf(question))
  const copies = register.copies({ ...filter, limit: rows, offset: 0 })
  return {
    columns: COPY_COLUMNS.map(headingText),
    rows: copies.map((copy) => {
      const row = exportRow(copy, register.document(copy.documentId), register.issuance(copy.issuanceId))
      return COPY_COLUMNS.map(({ key }) => cellWords(row[key]))
    }),
    total: register.countCopies(filter),
  }
}
