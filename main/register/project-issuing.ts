import { Failure } from '../../shared/contract/failure.ts'
import { formatCode } from '../../shared/contract/copy-code.ts'
import type { RegisterEvent, Recipient } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { RegisterDatabase } from './open-database.ts'
import { recipientKeys } from './project-recipient.ts'
import { searchInserter } from './project-search.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** Null for what was not given, as SQLite wants it. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null

export interface DocumentWords {
  readonly title: string
  readonly number: string | null
  readonly controlNumber: string | null
}
export const DOCUMENT_WORDS =
  'SELECT title, number, control_number AS controlNumber FROM document WHERE id = ?'

/** By what a copy is looked for. */
export const copyWords = (
  code: string,
  { name, unit, id }: Recipient,
  document: DocumentWords | undefined,
  occasion: string | null | undefined,
): readonly (string | null | undefined)[] => [
  name,
  unit,
  id,
  code,
  formatCode(code),
  document?.title,
  document?.number,
  document?.controlNumber,
  occasion,
]

/** Notes that an event speaks of a copy. */
export const concernInserter = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO copy_event VALUES (?, ?) ON CONFLICT DO NOTHING')
  return (copyId: string, event: number): void => void insert.run(copyId, event)
}

export const documentProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  return ({ body, at, by }: EventOf<'document-imported'>): void => {
    insert.run(
      body.documentId,
      body.title,
      orNull(body.number),
      orNull(body.classification),
      orNull(body.fileName),
      body.pages,
      body.sha256,
      body.originalBlob,
      JSON.stringify(body.pagesBlobs),
      at,
      by,
      orNull(body.controlNumber),
      orNull(body.term),
      orNull(body.version),
      orNull(body.retainUntil),
    )
  }
}

export const existenceCheck = (db: RegisterDatabase, table: 'document' | 'copy') => {
  const find = db.prepare<[string]>(`SELECT 1 FROM ${table} WHERE id = ?`)
  return (id: string | undefined): void => {
    if (id === undefined || find.get(id) !== undefined) return
    throw new Failure('not-found', `There is no ${table} ${id} in this register.`)
  }
}

export const issuanceProjector = (db: RegisterDatabase) => {
  const insertIssuance = db.prepare('INSERT INTO issuance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const insertCopy = db.prepare(
    `INSERT INTO copy (id, issuance, number, code, recipient, reserved_at, state)
     VALUES (?, ?, ?, ?, ?, ?, 'reserved')`,
  )
  const document = db.prepare<[string], DocumentWords>(DOCUMENT_WORDS)
  const requireDocument = existenceCheck(db, 'document')
  const recipientKey = recipientKeys(db)
  const index = searchInserter(db)
  const concern = concernInserter(db)
  return ({ body, at, by }: EventOf<'issuance-reserved'>, event: number): void => {
    const { issuanceId, documentId, copies } = body
    requireDocument(documentId)
    if (!copies.every(({ number, of }, i) => number === i + 1 && of === copies.length)) {
      throw new Failure('usage', 'Copies are numbered from 1 to N without gaps, in order.')
    }
    insertIssuance.run(
      issuanceId,
      documentId,
      orNull(body.occasion),
      body.medium,
      orNull(body.folder),
      orNull(body.layoutsBlob),
      copies.length,
      at,
      by,
      orNull(body.basis),
      orNull(body.approver),
      orNull(body.due),
    )
    const words = document.get(documentId)
    for (const { copyId, number, code, recipient } of copies) {
      insertCopy.run(copyId, issuanceId, number, code, recipientKey(recipient), at)
      index(copyId, copyWords(code, recipient, words, body.occasion))
      concern(copyId, event)
    }
  }
}

export const settlingProjector = (db: RegisterDatabase) => {
  const requireCopy = existenceCheck(db, 'copy')
  const settle = db.prepare(
    `UPDATE copy SET state = ?, sha256 = ?, bytes = ?, file_name = ?, reason = ?, settled_at = ?
     WHERE id = ? AND state = 'reserved'`,
  )
  const concern = concernInserter(db)
  return (event: EventOf<'copy-sealed' | 'copy-abandoned'>, index: number): void => {
    const { copyId } = event.body
    const { changes } =
      event.type === 'copy-sealed'
        ? settle.run(
            'sealed',
            event.body.sha256,
            event.body.bytes,
            event.body.fileName,
            null,
            event.at,
            copyId,
          )
        : settle.run('abandoned', null, null, null, event.body.reason, event.at, copyId)
    if (changes === 0) {
      requireCopy(copyId)
      throw new Failure('usage', `Copy ${copyId} is already sealed or abandoned.`)
    }
    concern(copyId, index)
  }
}

export const traceProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO trace VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const requireDocument = existenceCheck(db, 'document')
  const requireCopy = existenceCheck(db, 'copy')
  const concern = concernInserter(db)
  return ({ body, at, by }: EventOf<'traced'>, index: number): void => {
    requireDocument(body.documentId)
    requireCopy(body.copyId)
    if (body.copyId !== undefined) concern(body.copyId, index)
    insert.run(
      body.traceId,
      index,
      body.verdict,
      body.limit,
      body.bound,
      orNull(body.documentId),
      orNull(body.page),
      orNull(body.copyId),
      orNull(body.z),
      body.candidates,
      body.alignments,
      canonicalJson(body.leaks),
      canonicalJson(body.figures),
      at,
      by,
    )
  }
}
