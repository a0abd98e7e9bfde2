import type { ExportRow } from '../../export/export-column.ts'
import type { CopyRow, DocumentRow, IssuanceRow } from '../../register/rows.ts'
import { copyStand } from '../custody/copy-stand.ts'

type Facts = Readonly<Record<string, string | number | boolean | null>>

const documentFacts = ({ title, number, controlNumber, ...document }: DocumentRow): Facts => ({
  controlNumber,
  documentNumber: number,
  title,
  classification: document.classification,
  term: document.term,
  version: document.version,
  pages: document.pages,
  retainUntil: document.retainUntil,
  documentSha256: document.sha256,
  documentId: document.id,
})

const issuanceFacts = ({ id, occasion, basis, approver, by }: IssuanceRow): Facts => ({
  occasion,
  basis,
  approver,
  issuedBy: by,
  issuanceId: id,
})

const copyFacts = (copy: CopyRow): Facts => {
  const { number, of, sub, subOf, recipient, reservedAt, sha256, id } = copy
  return {
    number,
    of,
    reprint: sub === 0 ? null : sub,
    reprintOf: sub === 0 ? null : subOf,
    recipient: recipient.name,
    unit: recipient.unit,
    recipientId: recipient.id,
    issuedAt: reservedAt,
    copySha256: sha256,
    copyId: id,
  }
}

const custodyFacts = (copy: CopyRow): Facts => {
  const stand = copyStand(copy)
  const { receipt, pages, returned, destroyed, mustered } = stand
  return {
    copyLabel: stand.copy,
    code: stand.code,
    state: stand.state,
    holder: stand.holder?.name ?? null,
    channel: stand.channel,
    handedOut: stand.handedOut,
    takenBy: copy.custody?.takenBy ?? null,
    receiptName: receipt?.name ?? null,
    receiptOn: receipt?.on ?? null,
    receiptScan: receipt?.scan ?? null,
    pagesChecked: pages?.on ?? null,
    pagesComplete: pages?.complete ?? null,
    due: stand.due,
    overdue: stand.overdue,
    returnedOn: returned?.on ?? null,
    condition: returned?.condition ?? null,
    receiver: returned?.receiver ?? null,
    inventoryAt: mustered?.at ?? null,
    inventoryFound: mustered?.found ?? null,
    destroyedOn: destroyed?.on ?? null,
    method: destroyed?.method ?? null,
    destructionApprover: destroyed?.approver ?? null,
    witness1: destroyed?.witnesses[0] ?? null,
    witness2: destroyed?.witnesses[1] ?? null,
    certificate: destroyed?.certificate ?? null,
    lostOn: stand.lost,
    incidents: stand.incidents.length === 0 ? null : stand.incidents.join('; '),
  }
}

/** A copy with everything it belongs to, by the keys of `COPY_COLUMNS`. */
export const exportRow = (copy: CopyRow, document: DocumentRow, issuance: IssuanceRow): ExportRow => ({
  ...documentFacts(document),
  ...issuanceFacts(issuance),
  ...copyFacts(copy),
  ...custodyFacts(copy),
})
