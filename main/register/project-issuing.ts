import { z } from 'zod'
import { Failure } from '../../shared/contract/failure.ts'
import { formatCode } from '../../shared/contract/copy-code.ts'
import type { RegisterEvent, Recipient } from '../../shared/contract/events.ts'
import { canonicalJson } from './canonical-json.ts'
import type { CopyLedger, Settlement } from './copy-ledger.ts'
import type { RegisterDatabase } from './open-database.ts'
import { searchWords } from './search-words.ts'

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
): string =>
  searchWords([
    name,
    unit,
    id,
    code,
    formatCode(code),
    document?.title,
    document?.number,
    document?.controlNumber,
    occasion,
  ])

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

const missing = (what: string, id: string): Failure =>
  new Failure('not-found', `There is no ${what} ${id} in this register.`)

export const documentCheck = (db: RegisterDatabase) => {
  const find = db.prepare<[string]>('SELECT 1 FROM document WHERE id = ?')
  return (id: string | undefined): void => {
    if (id !== undefined && find.get(id) === undefined) throw missing('document', id)
  }
}

export const copyCheck =
  (ledger: CopyLedger) =>
  (id: string | undefined): void => {
    if (id !== undefined && !ledger.has(id)) throw missing('copy', id)
  }

export const issuanceProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insertIssuance = db.prepare('INSERT INTO issuance VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const document = db.prepare<[string], DocumentWords>(DOCUMENT_WORDS)
  const requireDocument = documentCheck(db)
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
      ledger.add({
        id: copyId,
        issuance: issuanceId,
        number,
        sub: 0,
        subOf: 0,
        reprintOf: null,
        code,
        recipient: ledger.recipientKey(recipient),
        folder: null,
        reservedAt: at,
        settled: null,
      })
      ledger.index(copyId, copyWords(code, recipient, words, body.occasion))
      ledger.concern(copyId, event)
    }
  }
}

const settlementOf = (event: EventOf<'copy-sealed' | 'copy-abandoned'>): Settlement => {
  const { type, body, at } = event
  if (type === 'copy-abandoned')
    return { state: 'abandoned', sha256: null, bytes: null, fileName: null, reason: body.reason, at }
  const { sha256, bytes, fileName } = body
  return { state: 'sealed', sha256, bytes, fileName, reason: null, at }
}

export const settlingProjector =
  (ledger: CopyLedger) =>
  (event: EventOf<'copy-sealed' | 'copy-abandoned'>, index: number): void => {
    const { copyId } = event.body
    const copy = ledger.copy(copyId)
    if (copy === undefined) throw missing('copy', copyId)
    if (copy.settled !== null) throw new Failure('usage', `Copy ${copyId} is already sealed or abandoned.`)
    ledger.settle(copy, settlementOf(event))
    ledger.concern(copyId, index)
  }

const severalSchema = z.object({ alsoCopies: z.array(z.object({ id: z.string() })) })

/** The copies that a trace names beside the clearest; its figures are whatever the tracer recorded then. */
const alsoNamed = (figures: EventOf<'traced'>['body']['figures']): string[] =>
  severalSchema.safeParse(figures).data?.alsoCopies.map(({ id }) => id) ?? []

export const traceProjector = (db: RegisterDatabase, ledger: CopyLedger) => {
  const insert = db.prepare('INSERT INTO trace VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)')
  const requireDocument = documentCheck(db)
  const requireCopy = copyCheck(ledger)
  return ({ body, at, by }: EventOf<'traced'>, index: number): void => {
    requireDocument(body.documentId)
    const named = body.copyId === undefined ? [] : [body.copyId, ...alsoNamed(body.figures)]
    for (const copyId of named) {
      requireCopy(copyId)
      ledger.concern(copyId, index)
    }
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
