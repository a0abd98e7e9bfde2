import { Failure } from '../../shared/contract/failure.ts'
import { parseCode } from '../../shared/contract/copy-code.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { CopyFilter, CopyRow, DocumentRow, IssuanceRow, TraceRow, UserRow } from './rows.ts'

/** Questions to the projections. */
export interface RowReader {
  documents(): readonly DocumentRow[]
  /** Throws Failure 'not-found', like all that ask for one. */
  document(id: string): DocumentRow
  issuances(documentId?: string): readonly IssuanceRow[]
  issuance(id: string): IssuanceRow
  /** By issuance, oldest first, then by number. */
  copies(filter?: CopyFilter): readonly CopyRow[]
  copy(id: string): CopyRow
  /** As typed by a person; null when it is no code, or nobody's. */
  copyByCode(code: string): CopyRow | null
  traces(): readonly TraceRow[]
  /** Who has, or had, a passphrase; the founder first. */
  users(): readonly UserRow[]
}

const DOCUMENTS = `
  SELECT id, title, number, classification, file_name AS fileName, pages, sha256,
    original_blob AS originalBlob, pages_blobs AS pagesBlobs, at, by
  FROM document`

const ISSUANCES = `
  SELECT id, document AS documentId, occasion, medium, folder, layouts_blob AS layoutsBlob, copies, at, by
  FROM issuance`

const COPIES = `
  SELECT copy.id, issuance AS issuanceId, document AS documentId, number, copies AS "of", code, state,
    sha256, bytes, file_name AS fileName, reason, settled_at AS settledAt, folder,
    recipient.name AS recipientName, recipient.unit AS recipientUnit,
    recipient.id AS recipientId, recipient.email AS recipientEmail
  FROM copy JOIN issuance ON issuance.id = copy.issuance JOIN recipient ON recipient.key = copy.recipient`

const TRACES = `
  SELECT id, verdict, threshold AS "limit", bound, document AS documentId, page, copy AS copyId, z,
    candidates, alignments, leaks, figures, at, by
  FROM trace ORDER BY rowid`

type StoredDocument = Omit<DocumentRow, 'pagesBlobs'> & { readonly pagesBlobs: string }
type StoredTrace = Omit<TraceRow, 'leaks' | 'figures'> & { readonly leaks: string; readonly figures: string }
type StoredCopy = Omit<CopyRow, 'recipient'> & Record<`recipient${Capitalize<keyof Recipient>}`, string>

// The JSON below was written by the projector from events that passed their schema.
const toDocument = (row: StoredDocument): DocumentRow => ({
  ...row,
  pagesBlobs: JSON.parse(row.pagesBlobs) as DocumentRow['pagesBlobs'],
})

const toTrace = (row: StoredTrace): TraceRow => ({
  ...row,
  leaks: JSON.parse(row.leaks) as TraceRow['leaks'],
  figures: JSON.parse(row.figures) as TraceRow['figures'],
})

const toCopy = ({
  recipientName,
  recipientUnit,
  recipientId,
  recipientEmail,
  ...copy
}: StoredCopy): CopyRow => ({
  ...copy,
  recipient: { name: recipientName, unit: recipientUnit, id: recipientId, email: recipientEmail },
})

const found = <T>(row: T | undefined, what: string, id: string): T => {
  if (row === undefined) throw new Failure('not-found', `There is no ${what} ${id} in this register.`)
  return row
}

const FILTER_COLUMNS: Readonly<Record<keyof CopyFilter, string>> = {
  documentId: 'issuance.document',
  issuanceId: 'copy.issuance',
  state: 'copy.state',
  sha256: 'copy.sha256',
}

const copiesWhere = (db: RegisterDatabase, filter: CopyFilter): StoredCopy[] => {
  const asked = (Object.keys(FILTER_COLUMNS) as (keyof CopyFilter)[]).filter(
    (key) => filter[key] !== undefined,
  )
  const conditions = asked.map((key) => `${FILTER_COLUMNS[key]} = @${key}`)
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`
  return db
    .prepare<[CopyFilter], StoredCopy>(`${COPIES} ${where} ORDER BY issuance.rowid, number`)
    .all(filter)
}

export const createRowReader = (db: RegisterDatabase): RowReader => {
  const documents = db.prepare<[], StoredDocument>(`${DOCUMENTS} ORDER BY rowid`)
  const document = db.prepare<[string], StoredDocument>(`${DOCUMENTS} WHERE id = ?`)
  const issuances = db.prepare<[], IssuanceRow>(`${ISSUANCES} ORDER BY rowid`)
  const issuancesOf = db.prepare<[string], IssuanceRow>(`${ISSUANCES} WHERE document = ? ORDER BY rowid`)
  const issuance = db.prepare<[string], IssuanceRow>(`${ISSUANCES} WHERE id = ?`)
  const copy = db.prepare<[string], StoredCopy>(`${COPIES} WHERE copy.id = ?`)
  const copyByCode = db.prepare<[string], StoredCopy>(`${COPIES} WHERE code = ?`)
  const traces = db.prepare<[], StoredTrace>(TRACES)
  const users = db.prepare<[], Omit<UserRow, 'active'> & { active: number }>(
    'SELECT name, role, active, since FROM desk_user ORDER BY rowid',
  )
  return {
    documents: () => documents.all().map(toDocument),
    document: (id) => toDocument(found(document.get(id), 'document', id)),
    issuances: (documentId) => (documentId === undefined ? issuances.all() : issuancesOf.all(documentId)),
    issuance: (id) => found(issuance.get(id), 'issuance', id),
    copies: (filter = {}) => copiesWhere(db, filter).map(toCopy),
    copy: (id) => toCopy(found(copy.get(id), 'copy', id)),
    copyByCode: (typed) => {
      const code = parseCode(typed)
      const row = code === null ? undefined : copyByCode.get(code)
      return row === undefined ? null : toCopy(row)
    },
    traces: () => traces.all().map(toTrace),
    users: () => users.all().map((row) => ({ ...row, active: row.active === 1 })),
  }
}
