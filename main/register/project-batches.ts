import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import type { CopyLedger } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { copyWords, documentCheck, DOCUMENT_WORDS, orNull } from './project-issuing.ts'
import type { DocumentWords } from './project-issuing.ts'
import { searchWords } from './search-words.ts'

type EventOf<T extends RegisterEvent['type']> = Extract<RegisterEvent, { type: T }>

/** What concerns many copies, or none: reprints and amended documents. */
export const batchProjector = (db: RegisterDatabase, ledger: CopyLedger) => ({
  reprint: reprintProjector(db, ledger),
  amend: amendProjector(db, ledger),
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
