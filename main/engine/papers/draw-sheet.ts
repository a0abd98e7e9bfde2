import { OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { copyHistory } from '../../export/copy-history.ts'
import { collectionList, receiptSheet } from '../../export/copy-lists.ts'
import { destructionCertificate } from '../../export/destruction-certificate.ts'
import type { SheetCopy, SheetSubject } from '../../export/sheet-head.ts'
import type { Statement } from '../../export/statement.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyRow } from '../../register/rows.ts'
import { copyStand } from '../custody/copy-stand.ts'
import { showCopy, subjectOf } from '../custody/show-copy.ts'
import type { OnRow, PaperSource, PreparedPaper, SheetRequest } from './paper-order.ts'
import { stated } from './stated.ts'

interface Drawn {
  readonly filter: Statement['filter']
  readonly lines: string
  readonly draw: (statement: Statement, onRow: OnRow) => Promise<Uint8Array>
}

const sheetCopy = (copy: CopyRow): SheetCopy => ({ ...copyStand(copy), sha256: copy.sha256 })

const jsonLines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('')

const oneName = ({ of, sheet }: SheetRequest, what: string): string => {
  if (of.length !== 1) throw new Failure('usage', `Name ${what} for the ${sheet}.`)
  return of[0]
}

const copyList = (register: RegisterReader, request: SheetRequest): Drawn => {
  const issuanceId = oneName(request, 'one issuance (i-...)')
  const issuance = register.issuance(issuanceId)
  const subject: SheetSubject = subjectOf(register.document(issuance.documentId), issuance)
  const isReceipt = request.sheet === 'receipt'
  const copies = register
    .copies({ issuanceId, state: 'sealed', ...(isReceipt ? {} : { custody: OUTSTANDING }) })
    .map(sheetCopy)
  const draw = isReceipt ? receiptSheet : collectionList
  return {
    filter: { issuance: issuanceId },
    lines: jsonLines(copies),
    draw: (statement, onRow) => draw({ subject, copies, statement }, onRow),
  }
}

const certificate = (register: RegisterReader, request: SheetRequest): Drawn => {
  const number = oneName(request, "the certificate's number")
  const rows = register
    .copies({ custody: ['destroyed'] })
    .filter(({ custody }) => custody?.destroyed?.certificate === number)
  if (rows.length === 0)
    throw new Failure('not-found', `No copy was destroyed under a certificate ${number}.`)
  const copies = rows.map((row) => {
    const { title, number: documentNumber, pages: documentPages } = register.document(row.documentId)
    return { ...sheetCopy(row), title, documentNumber, documentPages }
  })
  return {
    filter: { certificate: number },
    lines: jsonLines(copies),
    draw: (statement) => destructionCertificate({ certificate: number, copies, statement }),
  }
}

const history = (register: RegisterReader, { of }: SheetRequest): Drawn => {
  const shown = showCopy(register, of)
  return {
    filter: { copy: shown.copy.id },
    lines: jsonLines(shown.history),
    draw: (statement) => copyHistory(shown, statement),
  }
}

const drawnFor = (register: RegisterReader, request: SheetRequest): Drawn => {
  switch (request.sheet) {
    case 'receipt':
    case 'collection':
      return copyList(register, request)
    case 'certificate':
      return certificate(register, request)
    case 'history':
      return history(register, request)
  }
}

/** A sheet's rows, read at once; drawn when that is asked for. */
export const drawSheet = (source: PaperSource, request: SheetRequest): PreparedPaper => {
  const { filter, lines, draw } = drawnFor(source.register, request)
  const statement = stated(source, { kind: `${request.sheet} sheet`, filter, by: request.by }, lines)
  return { statement, draw: (onRow) => draw(statement, onRow) }
}
