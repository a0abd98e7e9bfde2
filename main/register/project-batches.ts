import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CopyLedger } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { copyCheck, copyWords, documentCheck, DOCUMENT_WORDS, orNull } from './project-issuing.ts'
import type { DocumentWords } from './project-issuing.ts'
import { searchWords } from './search-words.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** What concerns many copies, or none: reprints, amended documents, inventories, handovers, exports. */
export const batchProjector = (db: RegisterDatabase, ledger: CopyLedger) => ({
  reprint: reprintProjector(db, ledger),
  amend: amendProjector(db, ledger),
  muster: musterProjector(db, ledger),
  handover: handoverProjector(db, ledger),
  exported: exportProjector(db),
})

interface ReprintedPaper {
  readonly document: string
  readonly occasion: string | null
}

const reprintProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const paper = db.prepare<[string], ReprintedPaper>('SELECT document, occasion FROM issuance WHERE id = ?')
  const document = db.prepare<[string], DocumentWords>(DOCUMENT_WORDS)
  return ({ body, at }: EventOf<'reprint-reserved'>, event: number): void => {
    const { reprintOf, issuanceId, copies, folder } = body
    const from = ledger.copy(reprintOf)
    if (from === undefined) throw new Failure('not-found', `There is no copy ${reprintOf} in this register.`)
    if (from.issuance !== issuanceId || from.sub !== 0 || from.settled?.state !== 'sealed')
      throw new Failure(
        'step-refused',
        'Only a released copy of an issuance can be reprinted, not a reprint.',
      )
    const done = ledger.lastReprint(reprintOf)
    const of = done + copies.length
    if (!copies.every(({ sub, subOf }, i) => sub === done + i + 1 && subOf === of))
      throw new Failure('usage', 'Reprints are numbered on from the last one without gaps, in order.')
    const about = paper.get(issuanceId)
    const words = about === undefined ? undefined : document.get(about.document)
    for (const { copyId, sub, subOf, code, recipient } of copies) {
      ledger.add({
        id: copyId,
        issuance: issuanceId,
        number: from.number,
        sub,
        subOf,
        reprintOf,
        code,
        recipient: ledger.recipientKey(recipient),
        folder,
        reservedAt: at,
        settled: null,
      })
      ledger.index(copyId, copyWords(code, recipient, words, about?.occasion))
      ledger.concern(copyId, event)
    }
    ledger.concern(reprintOf, event)
  }
}

const amendProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const requireDocument = documentCheck(db)
  const update = db.prepare(
    `UPDATE document SET title = coalesce(?, title), number = coalesce(?, number),
       control_number = coalesce(?, control_number), classification = coalesce(?, classification),
       term = coalesce(?, term), version = coalesce(?, version), retain_until = coalesce(?, retain_until)
     WHERE id = ?`,
  )
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
    const words = searchWords([title, number, controlNumber])
    for (const copyId of ledger.copiesOf(documentId)) ledger.index(copyId, words)
  }
}

const musterProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insert = db.prepare('INSERT INTO muster VALUES (?, ?, ?, ?, ?, ?, ?)')
  const mark = db.prepare(
    `INSERT INTO copy_muster VALUES (?, ?, ?, ?)
     ON CONFLICT (copy) DO UPDATE SET muster = excluded.muster, found = excluded.found, at = excluded.at`,
  )
  const requireCopy = copyCheck(ledger)
  return ({ body, at, by }: EventOf<'mustered'>, event: number): void => {
    const { musterId, scope } = body
    const [expected, found] = [new Set(body.expected), new Set(body.found)]
    insert.run(musterId, event, scope, expected.size, found.size, at, by)
    for (const copyId of new Set([...expected, ...found])) {
      requireCopy(copyId)
      mark.run(copyId, musterId, found.has(copyId) ? 1 : 0, at)
      ledger.concern(copyId, event)
    }
  }
}

const handoverProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insert = db.prepare('INSERT INTO handover VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
  const requireCopy = copyCheck(ledger)
  return ({ body, at }: EventOf<'custodian-changed'>, event: number): void => {
    const { handoverId, from, to, taken, missing, outstanding } = body
    insert.run(handoverId, event, from, to, taken.length, missing.length, outstanding.length, at)
    for (const copyId of [...taken, ...missing, ...outstanding]) {
      requireCopy(copyId)
      ledger.concern(copyId, event)
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
