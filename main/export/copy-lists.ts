import { drawQr } from './draw-qr.ts'
import { drawTable } from './draw-table.ts'
import type { TableColumn } from './draw-table.ts'
import { closePaper, drawLines, GREY, openPaper, textLines } from './paper.ts'
import type { Paper } from './paper.ts'
import { drawFacts, drawSignatures, drawStatement, drawTitle, note, subjectFacts } from './sheet-head.ts'
import type { SheetCopy, SheetSubject } from './sheet-head.ts'
import type { Statement } from './statement.ts'

export interface CopyListOrder {
  readonly subject: SheetSubject
  readonly copies: readonly SheetCopy[]
  readonly statement: Statement
}

const ROW_MM = 15
const QR_MM = 13

const empty = (): string => ''

/** The code to read and to scan. */
const codeColumn = (paper: Paper): TableColumn<SheetCopy> => ({
  heading: '编码 Code',
  mm: 38,
  text: empty,
  draw: ({ code }, x, y, heightMm) => {
    drawQr(paper, code, x + 0.8, y + (heightMm - QR_MM) / 2, QR_MM)
    drawLines(
      paper,
      [code],
      { x: x + QR_MM + 2, y: y + heightMm / 2 - 2, widthMm: 24 },
      { size: 3, bold: true },
    )
  },
})

const copyColumn: TableColumn<SheetCopy> = {
  heading: '份号 Copy',
  mm: 17,
  text: ({ copy }) => copy,
  align: 'centre',
}

const TINY = { size: 1.75, colour: GREY } as const

/** Who it is for; below, the hash of the very file, so that no other can later be said to have been handed out. */
const personColumn = (paper: Paper, mm: number): TableColumn<SheetCopy> => ({
  heading: '接收人、单位；本份 SHA-256  Recipient, unit; SHA-256 of the copy',
  mm,
  text: ({ recipient, holder }) => {
    const other =
      holder !== null && holder.name !== recipient.name ? `（现持有 now with: ${holder.name}）` : ''
    // The last line is kept free for the hash.
    return [`${recipient.name}${other}`, recipient.unit, ' '].filter((line) => line !== '').join('\n')
  },
  draw: ({ sha256 }, x, y, heightMm) => {
    if (sha256 === null) return
    const lines = textLines(paper, sha256, mm - 2, TINY)
    drawLines(paper, lines, { x: x + 1.2, y: y + heightMm - 3, widthMm: mm - 2 }, TINY)
  },
})

const blank = (heading: string, mm: number): TableColumn<SheetCopy> => ({ heading, mm, text: empty })

const said = (heading: string, mm: number, text: (copy: SheetCopy) => string): TableColumn<SheetCopy> => ({
  heading,
  mm,
  text,
  align: 'centre',
})

const foot = ({ statement, subject }: CopyListOrder): string =>
  `${subject.document.title} · ${subject.issuance.id} · ${statement.at.slice(0, 10)}`

/** A4 across: every copy of an issuance, with columns to sign when it is received and when it comes back. */
export const receiptSheet = async (
  order: CopyListOrder,
  onRow?: (done: number) => void,
): Promise<Uint8Array> => {
  const { subject, copies, statement } = order
  const title = { zh: '文件签收单', en: 'Receipt sheet' }
  const paper = await openPaper({
    title: `${title.zh} ${subject.document.title}`,
    landscape: true,
    at: statement.at,
  })
  drawTitle(paper, title)
  drawFacts(paper, subjectFacts(subject))
  drawTable(
    paper,
    [
      copyColumn,
      codeColumn(paper),
      personColumn(paper, 82),
      blank('签收 Received (signature)', 40),
      blank('日期 Date', 22),
      blank('归还 Returned (received by)', 42),
      blank('日期 Date', 26),
    ],
    copies,
    { leastRowMm: ROW_MM, ...(onRow && { onRow }) },
  )
  drawStatement(paper, statement)
  return closePaper(paper, foot(order))
}

/** A4 across: what is still with people, to be collected and ticked off. */
export const collectionList = async (
  order: CopyListOrder,
  onRow?: (done: number) => void,
): Promise<Uint8Array> => {
  const { subject, copies, statement } = order
  const title = { zh: '文件清退单', en: 'Collection list' }
  const paper = await openPaper({
    title: `${title.zh} ${subject.document.title}`,
    landscape: true,
    at: statement.at,
  })
  drawTitle(paper, title)
  drawFacts(paper, subjectFacts(subject))
  if (copies.length === 0) note(paper, '全部收回，无一份在外。 Every copy is back; none is with anybody.')
  else
    drawTable(
      paper,
      [
        copyColumn,
        codeColumn(paper),
        personColumn(paper, 82),
        said('发出 Handed out', 24, ({ handedOut }) => handedOut ?? ''),
        said('应还 Due back', 24, ({ due, overdue }) => `${due ?? ''}${overdue ? '\n逾期 overdue' : ''}`),
        blank('状况 Condition', 26),
        blank('收回人 Received by', 32),
        blank('日期 Date', 24),
      ],
      copies,
      { leastRowMm: ROW_MM, ...(onRow && { onRow }) },
    )
  paper.y += 3
  drawSignatures(paper, ['收回人 Collected by', '日期 Date'])
  drawStatement(paper, statement)
  return closePaper(paper, foot(order))
}
