import type { HistoryEntry, ShowResult } from '../../../shared/contract/custody-results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyRow, DocumentRow, IssuanceRow, NumberedEvent } from '../../register/rows.ts'
import { copyStand } from './copy-stand.ts'
import { findCopies } from './find-copies.ts'
import { sayEvent } from './say-event.ts'

const numberIn = (body: object, key: 'corrects' | 'event'): number | null => {
  const value: unknown = key in body ? (body as Record<string, unknown>)[key] : undefined
  return typeof value === 'number' ? value : null
}

const STRIKES: ReadonlySet<string> = new Set(['entry-struck', 'record-struck'])

export const historyEntry = ({ index, event, correctedBy }: NumberedEvent, copyId: string): HistoryEntry => {
  const { type, at, by, body } = event
  const said = sayEvent(event, copyId)
  return {
    event: index,
    at,
    by,
    type,
    on: 'on' in body && body.on !== undefined ? body.on : null,
    says: said.en,
    saysZh: said.zh,
    corrects: STRIKES.has(type) ? numberIn(body, 'event') : numberIn(body, 'corrects'),
    correctedBy,
  }
}

export const findOneCopy = (register: RegisterReader, names: readonly string[]): CopyRow => {
  const found = findCopies(register, { names })
  if (found.length !== 1) throw new Failure('usage', 'Name one copy.')
  return found[0]
}

/** What a copy is of and was made for, as results show it. */
export const subjectOf = (
  document: DocumentRow,
  issuance: IssuanceRow,
): Pick<ShowResult, 'document' | 'issuance'> => {
  const { id, title, number, controlNumber, classification, term, version, retainUntil, pages, sha256 } =
    document
  const { occasion, basis, approver, at, by } = issuance
  return {
    document: { id, title, number, controlNumber, classification, term, version, retainUntil, pages, sha256 },
    issuance: { id: issuance.id, occasion, basis, approver, issued: at, by },
  }
}

/** One copy's whole life. */
export const showCopy = (register: RegisterReader, names: readonly string[]): ShowResult => {
  const copy = findOneCopy(register, names)
  const siblings = register.copies({ issuanceId: copy.issuanceId })
  return {
    copy: copyStand(copy),
    ...subjectOf(register.document(copy.documentId), register.issuance(copy.issuanceId)),
    file: { sha256: copy.sha256, bytes: copy.bytes, sealed: copy.settledAt },
    reprints: siblings.filter(({ reprintOf }) => reprintOf === copy.id).map((row) => copyStand(row)),
    history: register.history(copy.id).map((entry) => historyEntry(entry, copy.id)),
  }
}
