import type { CopyStand, ShowResult } from '../../shared/contract/custody-results.ts'
import type { Said } from '../../shared/contract/said.ts'
import { drawQr } from './draw-qr.ts'
import {
  contentMm,
  drawLines,
  GREY,
  linesHeight,
  MARGIN_MM,
  paragraph,
  requireRoom,
  rule,
  textLines,
} from './paper.ts'
import type { Paper } from './paper.ts'
import { statementLines } from './statement.ts'
import type { Statement } from './statement.ts'

/** A copy on a printed list. */
export type SheetCopy = CopyStand & { readonly sha256: string | null }

/** The paper and the occasion that a list is about. */
export interface SheetSubject {
  readonly document: ShowResult['document']
  readonly issuance: ShowResult['issuance']
}

export const drawTitle = (paper: Paper, { zh, en }: Said): void => {
  const size = 6.2
  drawLines(
    paper,
    [zh],
    { x: MARGIN_MM, y: paper.y, widthMm: contentMm(paper) },
    { size, bold: true, align: 'centre' },
  )
  paper.y += size * 1.4
  drawLines(
    paper,
    [en],
    { x: MARGIN_MM, y: paper.y, widthMm: contentMm(paper) },
    { size: 4, align: 'centre', colour: GREY },
  )
  paper.y += 8
}

/** Label and value pairs in so many columns; what is empty is left out. */
export const drawFacts = (
  paper: Paper,
  facts: readonly (readonly [label: string, value: string | null])[],
  columns = 2,
): void => {
  const shown = facts.filter((fact): fact is readonly [string, string] => fact[1] !== null && fact[1] !== '')
  const widthMm = contentMm(paper) / columns
  const labels = shown.map(([label]) => textLines(paper, label, 80, { size: 3 })[0])
  const labelMm = Math.max(...labels.map((label) => paper.face.regular.widthOfTextAtSize(label, 3))) + 4
  for (let i = 0; i < shown.length; i += columns) {
    const row = shown.slice(i, i + columns)
    const cells = row.map(([, value]) => textLines(paper, value, widthMm - labelMm - 4))
    const heightMm = Math.max(...cells.map((lines) => linesHeight(lines))) + 0.8
    requireRoom(paper, heightMm)
    row.forEach(([label], c) => {
      const x = MARGIN_MM + c * widthMm
      drawLines(paper, [label], { x, y: paper.y, widthMm: labelMm }, { colour: GREY, size: 3 })
      drawLines(paper, cells[c], { x: x + labelMm, y: paper.y, widthMm: widthMm - labelMm - 4 })
    })
    paper.y += heightMm
  }
  paper.y += 3
}

export const subjectFacts = ({ document, issuance }: SheetSubject) =>
  [
    ['题名 Title', document.title],
    ['事由 Occasion', issuance.occasion],
    ['文号 Document number', document.number],
    ['控制号 Control number', document.controlNumber],
    ['密级 Classification', [document.classification, document.term].filter(Boolean).join(' · ')],
    ['版本 Version', document.version],
    ['页数 Pages', String(document.pages)],
    ['批准人 Approver', issuance.approver],
    ['依据 Basis', issuance.basis],
    ['登记 Issued', `${issuance.issued.slice(0, 16).replace('T', ' ')} UTC, ${issuance.by}`],
    ['留存至 Retain until', document.retainUntil],
    ['发放标识 Issuance', issuance.id],
  ] as const

const QR_MM = 36

/** The register's signed head as text and as a QR code: kept outside the machine, it gives away a rewritten register. */
export const drawCheckpoint = (paper: Paper, checkpoint: string): void => {
  const widthMm = contentMm(paper) - QR_MM - 4
  const words =
    '检查点：请由另一人保存此页。将来用“siglum verify --checkpoint”核对，登记簿若被改动即可发现。 ' +
    'Checkpoint: let a second person keep this page. Checked later with "siglum verify --checkpoint", it gives away a register that was changed.'
  const explained = textLines(paper, words, widthMm, { size: 2.7, colour: GREY })
  const lines = textLines(paper, checkpoint.trimEnd(), widthMm, { size: 2.5 })
  const heightMm = Math.max(
    QR_MM,
    linesHeight(explained, { size: 2.7 }) + linesHeight(lines, { size: 2.5 }) + 2,
  )
  requireRoom(paper, heightMm + 6)
  paper.y += 3
  rule(paper, MARGIN_MM, paper.y, MARGIN_MM + contentMm(paper), paper.y)
  paper.y += 2
  drawQr(paper, checkpoint, MARGIN_MM + contentMm(paper) - QR_MM, paper.y, QR_MM)
  drawLines(paper, explained, { x: MARGIN_MM, y: paper.y, widthMm }, { size: 2.7, colour: GREY })
  const below = paper.y + linesHeight(explained, { size: 2.7 }) + 2
  drawLines(paper, lines, { x: MARGIN_MM, y: below, widthMm }, { size: 2.5 })
  paper.y += heightMm + 2
}

/** Statement and checkpoint stay together: whoever keeps the one should keep the other. */
const statementMm = ({ widthMm, heightMm }: Paper): number => (widthMm > heightMm ? 68 : 90)

/** What the file is, by whose hand, out of which register. */
export const drawStatement = (paper: Paper, statement: Statement): void => {
  paper.y += 3
  requireRoom(paper, statementMm(paper))
  drawFacts(paper, statementLines(statement), paper.widthMm > paper.heightMm ? 2 : 1)
  drawCheckpoint(paper, statement.checkpoint)
}

/** Lines to sign on. */
export const drawSignatures = (paper: Paper, labels: readonly string[]): void => {
  const widthMm = contentMm(paper) / 2
  for (let i = 0; i < labels.length; i += 2) {
    requireRoom(paper, 16)
    labels.slice(i, i + 2).forEach((label, c) => {
      const x = MARGIN_MM + c * widthMm
      drawLines(paper, [label], { x, y: paper.y + 6, widthMm: 50 }, { size: 3.2 })
      rule(paper, x + 44, paper.y + 10.5, x + widthMm - 6, paper.y + 10.5)
    })
    paper.y += 14
  }
}

export const note = (paper: Paper, text: string): void => paragraph(paper, text, { size: 2.9, colour: GREY })
