import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent, Recipient } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { RegisterDatabase } from './open-database.ts'
import { deskProjector, redactionProjector } from './project-desk.ts'

/** In an order in which they can be emptied. */
export const PROJECTION_TABLES = [
  'trace',
  'copy',
  'recipient',
  'issuance',
  'document',
  'desk_user',
  'redaction',
] as const

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** Null for what was not given, as SQLite wants it. */
const orNull = <T>(value: T | undefined): T | null => value ?? null

/** Makes the projections follow one event; the only code that writes to them. Throws Failure on an illegal step. */
export type Projector = (event: RegisterEvent) => void

export const createProjector = (db: RegisterDatabase): Projector => {
  const project = {
    document: documentProjector(db),
    issuance: issuanceProjector(db),
    settling: settlingProjector(db),
    trace: traceProjector(db),
    desk: deskProjector(db),
    redaction: redactionProjector(db),
  }
  return (event) => {
    switch (event.type) {
      case 'vault-created':
      case 'user-added':
      case 'user-removed':
      case 'passphrase-changed':
        return project.desk(event)
      case 'redacted':
        return project.redaction(event)
      case 'recovery-key-renewed':
      case 'vault-restored':
        return
      case 'document-imported':
        return project.document(event)
      case 'issuance-reserved':
        return project.issuance(event)
      case 'copy-sealed':
      case 'copy-abandoned':
        return project.settling(event)
      case 'traced':
        return project.trace(event)
      default:
        return event satisfies never
    }
  }
}

const documentProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
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
    )
  }
}

const existenceCheck = (db: RegisterDatabase, table: 'document' | 'copy') => {
  const find = db.prepare<[string]>(`SELECT 1 FROM ${table} WHERE id = ?`)
  return (id: string | undefined): void => {
    if (id === undefined || find.get(id) !== undefined) return
    throw new Failure('not-found', `There is no ${table} ${id} in this register.`)
  }
}

const recipientKeys = (db: RegisterDatabase) => {
  const insert = db.prepare(
    'INSERT INTO recipient (name, unit, id, email) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const find = db
    .prepare<[string, string, string, string], number>(
      'SELECT key FROM recipient WHERE name = ? AND unit = ? AND id = ? AND email = ?',
    )
    .pluck()
  return ({ name, unit, id, email }: Recipient): number | undefined => {
    insert.run(name, unit, id, email)
    return find.get(name, unit, id, email)
  }
}

const issuanceProjector = (db: RegisterDatabase) => {
  const insertIssuance = db.prepare('INSERT INTO issuance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const insertCopy = db.prepare(
    "INSERT INTO copy (id, issuance, number, code, recipient, state) VALUES (?, ?, ?, ?, ?, 'reserved')",
  )
  const requireDocument = existenceCheck(db, 'document')
  const recipientKey = recipientKeys(db)
  return ({ body, at, by }: EventOf<'issuance-reserved'>): void => {
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
    )
    for (const { copyId, number, code, recipient } of copies) {
      insertCopy.run(copyId, issuanceId, number, code, recipientKey(recipient))
    }
  }
}

const settlingProjector = (db: RegisterDatabase) => {
  const requireCopy = existenceCheck(db, 'copy')
  const settle = db.prepare(
    `UPDATE copy SET state = ?, sha256 = ?, bytes = ?, file_name = ?, reason = ?, settled_at = ?
     WHERE id = ? AND state = 'reserved'`,
  )
  return (event: EventOf<'copy-sealed' | 'copy-abandoned'>): void => {
    const { copyId } = event.body
    requireCopy(copyId)
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
    if (changes === 0) throw new Failure('usage', `Copy ${copyId} is already sealed or abandoned.`)
  }
}

const traceProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO trace VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const requireDocument = existenceCheck(db, 'document')
  const requireCopy = existenceCheck(db, 'copy')
  return ({ body, at, by }: EventOf<'traced'>): void => {
    requireDocument(body.documentId)
    requireCopy(body.copyId)
    insert.run(
      body.traceId,
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
