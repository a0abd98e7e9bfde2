import type { Result } from '../../../shared/contract/app/calls.ts'
import type {
  CopyListRow,
  DocumentListRow,
  IssuanceListRow,
  Question,
} from '../../../shared/contract/app/register-calls.ts'
import type { ListedDocument, ListedIssuance, ListPage } from '../../register/read-lists.ts'
import type { CopyRow, DocumentRow, IssuanceRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { copyStand } from '../custody/copy-stand.ts'
import { officeDay } from '../custody/office-day.ts'
import { filterFor } from '../custody/search-copies.ts'
import type { CopyQuestion } from '../custody/search-copies.ts'

const COPIES_PAGE = 200
const MOST_OPEN = 10

const documentRow = (row: ListedDocument): DocumentListRow => {
  const { id, title, number, controlNumber, classification, term, version, retainUntil, pages, sha256 } = row
  return {
    id,
    title,
    number,
    controlNumber,
    classification,
    term,
    version,
    retainUntil,
    pages,
    sha256,
    imported: row.at,
    issuances: row.issuances,
    copies: row.issued,
  }
}

const issuanceRow = (row: ListedIssuance): IssuanceListRow => {
  const { id, documentId, occasion, medium, copies, at, by, title, documentNumber, out, overdue } = row
  return {
    id,
    document: documentId,
    occasion,
    medium,
    copies,
    issued: at,
    by,
    title,
    documentNumber,
    out,
    overdue,
  }
}

/** Looks a thing up once, however many rows belong to it. */
const once = <T>(find: (id: string) => T): ((id: string) => T) => {
  const known = new Map<string, T>()
  return (id) => {
    const found = known.get(id) ?? find(id)
    known.set(id, found)
    return found
  }
}

const copyRows = ({ register }: Vault, copies: readonly CopyRow[]): CopyListRow[] => {
  const document = once<DocumentRow>(register.document)
  const issuance = once<IssuanceRow>(register.issuance)
  const today = officeDay()
  return copies.map((copy) => {
    const { title, number } = document(copy.documentId)
    const { occasion } = issuance(copy.issuanceId)
    return { ...copyStand(copy, today), title, documentNumber: number, occasion }
  })
}

/** What was not given is left out: a schema's optional field may be there and undefined. */
export const questionOf = (question: Question): CopyQuestion =>
  Object.fromEntries(Object.entries(question).filter(([, value]) => value !== undefined))

/** The register as it is leafed through; every answer costs one page, however long the list. */
export const registerQuestions = (vault: Vault) => {
  const { register } = vault
  return {
    overview: (): Result<'register.overview'> => {
      const { states, ...figures } = register.figures(officeDay())
      const open = register.openIssuances(MOST_OPEN, officeDay()).map(issuanceRow)
      return { ...figures, states: { ...states }, events: register.size(), open }
    },
    documentsPage: (page: ListPage): Result<'register.documents'> => {
      const { rows, total } = register.documentsPage(page)
      return { rows: rows.map(documentRow), total }
    },
    issuancesPage: (
      page: ListPage & { readonly document?: string | undefined },
    ): Result<'register.issuances'> => {
      const { rows, total } = register.issuancesPage({ ...page, documentId: page.document }, officeDay())
      return { rows: rows.map(issuanceRow), total }
    },
    copiesPage: (question: Question): Result<'register.copies'> => {
      const filter = filterFor(register, questionOf(question))
      const copies = register.copies({ limit: COPIES_PAGE, ...filter })
      return { rows: copyRows(vault, copies), total: register.countCopies(filter) }
    },
    peoplePage: (page: ListPage): Result<'register.people'> => {
      const { rows, total } = register.peoplePage(page, officeDay())
      return { rows: [...rows], total }
    },
    peopleBeginning: (begins: string): Result<'issue.people'> => ({
      recipients: [...register.peopleBeginning(begins, 12)],
    }),
    size: (): number => register.size(),
  }
}
