import { formatCode } from '../../shared/contract/copy-code.ts'
import type { ListResult } from '../../shared/contract/results.ts'
import type { RegisterReader } from '../register/register.ts'
import type { CopyRow, DocumentRow, IssuanceRow } from '../register/rows.ts'
import { copyNumber, copyPath } from './copy-file.ts'
import { copyStand } from './custody/copy-stand.ts'
import { filterFor } from './custody/search-copies.ts'
import type { CopyQuestion } from './custody/search-copies.ts'

const stand = (
  copy: CopyRow,
): Pick<ListResult['copies'][number], 'custody' | 'holder' | 'due' | 'overdue'> => {
  const { state, holder, due, overdue } = copyStand(copy)
  return { custody: state, holder, due, overdue }
}

/** Everything, or the copies that answer and what they belong to. */
export const listRegister = (register: RegisterReader, question: CopyQuestion = {}): ListResult => {
  const copies = register.copies(filterFor(register, question))
  const isAsked = Object.keys(question).length > 0
  const documents = new Set(copies.map(({ documentId }) => documentId))
  const issuances = new Set(copies.map(({ issuanceId }) => issuanceId))
  return listed(
    register.documents().filter(({ id }) => !isAsked || documents.has(id)),
    register.issuances().filter(({ id }) => !isAsked || issuances.has(id)),
    copies,
  )
}

const listed = (
  documents: readonly DocumentRow[],
  issuances: readonly IssuanceRow[],
  copies: readonly CopyRow[],
): ListResult => ({
  documents: documents.map(({ id, title, number, classification, pages, sha256, at }) => ({
    id,
    title,
    number,
    classification,
    pages,
    sha256,
    imported: at,
  })),
  issuances: issuances.map(({ id, documentId, occasion, medium, copies, at, by }) => ({
    id,
    document: documentId,
    occasion,
    medium,
    copies,
    issued: at,
    by,
  })),
  copies: copies.map((copy) => {
    const { name, unit, id } = copy.recipient
    return {
      id: copy.id,
      issuance: copy.issuanceId,
      copy: copyNumber(copy),
      code: formatCode(copy.code),
      recipient: { name, unit, id },
      state: copy.state,
      ...stand(copy),
      sha256: copy.sha256,
      bytes: copy.bytes,
      file: copyPath(copy),
    }
  }),
})
