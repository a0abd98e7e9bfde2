import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent, Recipient } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { RegisterDatabase } from './open-database.ts'
import { concernInserter, copyWords, DOCUMENT_WORDS, existenceCheck, orNull } from './project-issuing.ts'
import type { DocumentWords } from './project-issuing.ts'
import { recipientKeys } from './project-recipient.ts'
import { searchInserter } from './project-search.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** What concerns many copies, or none: reprints, amended documents, inventories, handovers, exports. */
export const batchProjector = (db: RegisterDatabase) => ({
  reprint: reprintProjector(db),
  amend: amendProjector(db),
  muster: musterProjector(db),
  handover: handoverProjector(db),
  exported: exportProjector(db),
})

interface ReprintedCopy {
  readonly issuance: string
  readonly number: number
  readonly sub: number
  readonly state: string
  readonly document: string
  readonly occasion: string | null
}

const reprintProjector = (db: RegisterDatabase) => {
  const original = db.prepare<[string], ReprintedCopy>(
    `SELECT issuance, number, sub, state, document, occasion
     FROM copy JOIN issuance ON issuance.id = copy.issuance WHERE copy.id = ?`,
  )
  const last = db
    .prepare<[string], number>('SELECT coalesce(max(sub), 0) FROM copy WHERE reprint_of = ?')
    .pluck()
  const insert = db.prepare(
    `INSERT INTO copy (id, issuance, number, sub, sub_of, reprint_of, code, recipient, folder, reserved_at, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'reserved')`,
  )
  const document = db.prepare<[string], DocumentWords>(DOCUMENT_WORDS)
  const recipientKey = recipientKeys(db)
  const index = searchInserter(db)
  const concern = concernInserter(db)
  return ({ body, at }: EventOf<'reprint-reserved'>, event: number): void => {
    const { reprintOf, issuanceId, copies, folder } = body
    const from = original.get(reprintOf)
    if (from === undefined) throw new Failure('not-found', `There is no copy ${reprintOf} in this register.`)
    if (from.issuance !== issuanceId || from.sub !== 0 || from.state !== 'sealed')
      throw new Failure(
        'step-refused',
        'Only a released copy of an issuance can be reprinted, not a reprint.',
      )
    const done = last.get(reprintOf) ?? 0
    const of = done + copies.length
    if (!copies.every(({ sub, subOf }, i) => sub === done + i + 1 && subOf === of))
      throw new Failure('usage', 'Reprints are numbered on from the last one without gaps, in order.')
    const words = document.get(from.document)
    for (const { copyId, sub, subOf, code, recipient } of copies) {
      const key = recipientKey(recipient)
      insert.run(copyId, issuanceId, from.number, sub, subOf, reprintOf, code, key, folder, at)
      index(copyId, copyWords(code, recipient, words, from.occasion))
      concern(copyId, event)
    }
    concern(reprintOf, event)
  }
}

interface IndexedCopy extends Recipient {
  readonly copy: string
  readonly code: string
  readonly occasion: string | null
}

const amendProjector = (db: RegisterDatabase) => {
  const requireDocument = existenceCheck(db, 'document')
  const update = db.prepare(
    `UPDATE document SET title = coalesce(?, title), number = coalesce(?, number),
       control_number = coalesce(?, control_number), classification = coalesce(?, classification),
       term = coalesce(?, term), version = coalesce(?, version), retain_until = coalesce(?, retain_until)
     WHERE id = ?`,
  )
  const copies = db.prepare<[string], IndexedCopy>(
    `SELECT copy.id AS copy, code, occasion, name, unit, recipient.id, email FROM copy
     JOIN issuance ON issuance.id = copy.issuance JOIN recipient ON recipient.key = copy.recipient
     WHERE document = ?`,
  )
  const index = searchInserter(db)
  return ({ body }: EventOf<'document-amended'>): void => {
    const { documentId, title, number, controlNumber } = body
    requireDocument(documentId)
    update.run(
      orNull(title),
      orNull(number),
      orNull(controlNumber),
      orNull(body.classification),
      orNull(body.term),
      orNull(body.version),
      orNull(body.retainUntil),
      documentId,
    )
    if (title === undefined && number === undefined && controlNumber === undefined) return
    for (const { copy } of copies.all(documentId)) index(copy, [title, number, controlNumber])
  }
}

const musterProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO muster VALUES (?, ?, ?, ?, ?, ?, ?)')
  const mark = db.prepare(
    `INSERT INTO copy_muster VALUES (?, ?, ?, ?)
     ON CONFLICT (copy) DO UPDATE SET muster = excluded.muster, found = excluded.found, at = excluded.at`,
  )
  const requireCopy = existenceCheck(db, 'copy')
  const concern = concernInserter(db)
  return ({ body, at, by }: EventOf<'mustered'>, event: number): void => {
    const { musterId, scope } = body
    const [expected, found] = [new Set(body.expected), new Set(body.found)]
    insert.run(musterId, event, scope, expected.size, found.size, at, by)
    for (const copyId of new Set([...expected, ...found])) {
      requireCopy(copyId)
      mark.run(copyId, musterId, found.has(copyId) ? 1 : 0, at)
      concern(copyId, event)
    }
  }
}

const handoverProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO handover VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const requireCopy = existenceCheck(db, 'copy')
  const concern = concernInserter(db)
  return ({ body, at }: EventOf<'custodian-changed'>, event: number): void => {
    const { handoverId, from, to, taken, missing, outstanding } = body
    insert.run(handoverId, event, from, to, taken.length, missing.length, outstanding.length, at)
    for (const copyId of [...taken, ...missing, ...outstanding]) {
      requireCopy(copyId)
      concern(copyId, event)
    }
  }
}

const exportProjector = (db: RegisterDatabase) => {
  const insert = db.prepare('INSERT INTO export VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  return ({ body, at, by }: EventOf<'exported'>, event: number): void => {
    const { exportId, kind, format, rows, rowsSha256, sha256, fileName, size } = body
    const filter = canonicalJson(body.filter)
    insert.run(exportId, event, kind, format, filter, rows, rowsSha256, sha256, fileName, size, at, by)
  }
}
