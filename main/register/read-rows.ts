import { Failure } from '../../shared/contract/failure.ts'
import { parseCode } from '../../shared/contract/copy-code.ts'
import type { RegisterDatabase } from './open-database.ts'
import { COPIES, copiesWhere, countWhere, toCopy } from './read-copies.ts'
import type { StoredCopy } from './read-copies.ts'
import { readEventsAt } from './read-events.ts'
import type {
  CopyFilter,
  CopyRow,
  DocumentRow,
  IssuanceRow,
  MusterRow,
  NumberedEvent,
  TraceRow,
  UserRow,
} from './rows.ts'

/** Questions to the projections. */
export interface RowReader {
  documents(): readonly DocumentRow[]
  /** Throws Failure 'not-found', like all that ask for one. */
  document(id: string): DocumentRow
  issuances(documentId?: string): readonly IssuanceRow[]
  issuance(id: string): IssuanceRow
  /** By issuance, oldest first, then by number. */
  copies(filter?: CopyFilter): readonly CopyRow[]
  /** How many answer, whatever the filter's limit. */
  countCopies(filter?: CopyFilter): number
  copy(id: string): CopyRow
  /** As typed by a person; null when it is no code, or nobody's. */
  copyByCode(code: string): CopyRow | null
  traces(): readonly TraceRow[]
  trace(id: string): TraceRow
  musters(): readonly MusterRow[]
  /** Every event that speaks of a copy, oldest first. */
  history(copyId: string): readonly NumberedEvent[]
  /** Reprints that were made of a copy, whatever became of them. */
  reprints(copyId: string): number
  /** Who has, or had, a passphrase; the founder first. */
  users(): readonly UserRow[]
}

export const DOCUMENTS = `
  SELECT id, title, number, control_number AS controlNumber, classification, term, version,
    retain_until AS retainUntil, file_name AS fileName, pages, sha256, original_blob AS originalBlob,
    pages_blobs AS pagesBlobs, at, by
  FROM document`

export const ISSUANCES = `
  SELECT id, document AS documentId, occasion, basis, approver, medium, folder, layouts_blob AS layoutsBlob, copies, at,
    by, due
  FROM issuance`

const TRACES = `
  SELECT id, event, verdict, threshold AS "limit", bound, document AS documentId, page, copy AS copyId, z,
    candidates, alignments, leaks, figures, at, by
  FROM trace`

export type StoredDocument = Omit<DocumentRow, 'pagesBlobs'> & { readonly pagesBlobs: string }
type StoredTrace = Omit<TraceRow, 'leaks' | 'figures'> & { readonly leaks: string; readonly figures: string }

// The JSON below was written by the projector from events that passed their schema.
export const toDocument = (row: StoredDocument): DocumentRow => ({
  ...row,
  pagesBlobs: JSON.parse(row.pagesBlobs) as DocumentRow['pagesBlobs'],
})

const toTrace = (row: StoredTrace): TraceRow => ({
  ...row,
  leaks: JSON.parse(row.leaks) as TraceRow['leaks'],
  figures: JSON.parse(row.figures) as TraceRow['figures'],
})

const found = <T>(row: T | undefined, what: string, id: string): T => {
  if (row === undefined) throw new Failure('not-found', `There is no ${what} ${id} in this register.`)
  return row
}

/** SQL for the event that corrects this one, whatever kind of record it is; null where none does. */
export const correctionOf = (event: string): string => {
  const tables = ['custody_step', 'muster', 'handover', 'export']
  return `coalesce(${tables.map((table) => `(SELECT corrected_by FROM ${table} WHERE event = ${event})`).join(', ')})`
}

export const createRowReader = (db: RegisterDatabase): RowReader => {
  const documents = db.prepare<[], StoredDocument>(`${DOCUMENTS} ORDER BY rowid`)
  const document = db.prepare<[string], StoredDocument>(`${DOCUMENTS} WHERE id = ?`)
  const issuances = db.prepare<[], IssuanceRow>(`${ISSUANCES} ORDER BY rowid`)
  const issuancesOf = db.prepare<[string], IssuanceRow>(`${ISSUANCES} WHERE document = ? ORDER BY rowid`)
  const issuance = db.prepare<[string], IssuanceRow>(`${ISSUANCES} WHERE id = ?`)
  const copy = db.prepare<[string], StoredCopy>(`${COPIES} WHERE copy.id = ?`)
  const copyByCode = db.prepare<[string], StoredCopy>(`${COPIES} WHERE code = ?`)
  const traces = db.prepare<[], StoredTrace>(`${TRACES} ORDER BY rowid`)
  const trace = db.prepare<[string], StoredTrace>(`${TRACES} WHERE id = ?`)
  const musters = db.prepare<[], MusterRow>(
    'SELECT id, event, scope, expected, found, at, by, corrected_by AS correctedBy FROM muster ORDER BY event',
  )
  const concerning = db.prepare<[string], { event: number; correctedBy: number | null }>(
    `SELECT copy_event.event, ${correctionOf('copy_event.event')} AS correctedBy FROM copy_event
     WHERE copy_event.copy = ? ORDER BY copy_event.event`,
  )
  const reprints = db
    .prepare<[string], number>('SELECT coalesce(max(sub), 0) FROM copy WHERE reprint_of = ?')
    .pluck()
  const users = db.prepare<[], Omit<UserRow, 'active'> & { active: number }>(
    'SELECT name, role, active, since FROM desk_user ORDER BY rowid',
  )
  return {
    documents: () => documents.all().map(toDocument),
    document: (id) => toDocument(found(document.get(id), 'document', id)),
    issuances: (documentId) => (documentId === undefined ? issuances.all() : issuancesOf.all(documentId)),
    issuance: (id) => found(issuance.get(id), 'issuance', id),
    copies: (filter = {}) => copiesWhere(db, filter).map(toCopy),
    countCopies: (filter = {}) => countWhere(db, filter),
    copy: (id) => toCopy(found(copy.get(id), 'copy', id)),
    copyByCode: (typed) => {
      const code = parseCode(typed)
      const row = code === null ? undefined : copyByCode.get(code)
      return row === undefined ? null : toCopy(row)
    },
    traces: () => traces.all().map(toTrace),
    trace: (id) => toTrace(found(trace.get(id), 'trace', id)),
    musters: () => musters.all(),
    history: (copyId) => {
      const numbered = concerning.all(copyId)
      const events = readEventsAt(
        db,
        numbered.map(({ event }) => event),
      )
      return numbered.map(({ event, correctedBy }, i) => ({ index: event, event: events[i], correctedBy }))
    },
    reprints: (copyId) => reprints.get(copyId) ?? 0,
    users: () => users.all().map((row) => ({ ...row, active: row.active === 1 })),
  }
}
