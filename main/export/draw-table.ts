import { bottomMm, drawLines, fillBox, linesHeight, MARGIN_MM, newPage, rule, textLines } from './paper.ts'
import type { Paper, TextStyle } from './paper.ts'

export interface TableColumn<R> {
  readonly heading: string
  readonly mm: number
  /** The cell's text, or nothing where people write. */
  readonly text: (row: R) => string
  /** What is drawn beside or in place of the text, in the cell's box. */
  readonly draw?: (row: R, x: number, y: number, heightMm: number) => void
  readonly align?: TextStyle['align']
}

export interface TableOptions {
  readonly size?: number
  /** A row for signing needs room for a hand. */
  readonly leastRowMm?: number
  /** Told how many rows are drawn. */
  readonly onRow?: (done: number) => void
}

const PAD = 1.2
const MOST_LINES = 6

const HEAD: TextStyle = { size: 2.8, bold: true, align: 'centre' }

const drawHead = <R>(paper: Paper, columns: readonly TableColumn<R>[]): void => {
  const cells = columns.map(({ heading, mm }) => textLines(paper, heading, mm - 2 * PAD, HEAD))
  const heightMm = Math.max(...cells.map((lines) => linesHeight(lines, HEAD))) + 2 * PAD
  const widthMm = columns.reduce((sum, { mm }) => sum + mm, 0)
  fillBox(paper, { x: MARGIN_MM, y: paper.y, widthMm, heightMm })
  let x = MARGIN_MM
  cells.forEach((lines, i) => {
    const y = paper.y + (heightMm - linesHeight(lines, HEAD)) / 2
    drawLines(paper, lines, { x: x + PAD, y, widthMm: columns[i].mm - 2 * PAD }, HEAD)
    x += columns[i].mm
  })
  frame(paper, columns, heightMm)
  paper.y += heightMm
}

const frame = <R>(paper: Paper, columns: readonly TableColumn<R>[], heightMm: number): void => {
  const widthMm = columns.reduce((sum, { mm }) => sum + mm, 0)
  const [top, bottom] = [paper.y, paper.y + heightMm]
  rule(paper, MARGIN_MM, top, MARGIN_MM + widthMm, top)
  rule(paper, MARGIN_MM, bottom, MARGIN_MM + widthMm, bottom)
  let x = MARGIN_MM
  rule(paper, x, top, x, bottom)
  for (const { mm } of columns) {
    x += mm
    rule(paper, x, top, x, bottom)
  }
}

const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), `${lines[MOST_LINES - 1]}…`]

/** Rows under their headings; headings again on every page. */
export const drawTable = <R>(
  paper: Paper,
  columns: readonly TableColumn<R>[],
  rows: readonly R[],
  { size = 3, leastRowMm = 0, onRow }: TableOptions = {},
): void => {
  const style: TextStyle = { size }
  drawHead(paper, columns)
  for (const [index, row] of rows.entries()) {
    const cells = columns.map(({ text, mm }) => cut(textLines(paper, text(row), mm - 2 * PAD, style)))
    const heightMm = Math.max(leastRowMm, ...cells.map((lines) => linesHeight(lines, style) + 2 * PAD))
    if (paper.y + heightMm > bottomMm(paper)) {
      newPage(paper)
      drawHead(paper, columns)
    }
    let x = MARGIN_MM
    columns.forEach(({ mm, draw, align = 'left' }, i) => {
      const y = paper.y + (heightMm - linesHeight(cells[i], style)) / 2
      drawLines(paper, cells[i], { x: x + PAD, y, widthMm: mm - 2 * PAD }, { ...style, align })
      draw?.(row, x, paper.y, heightMm)
      x += mm
    })
    frame(paper, columns, heightMm)
    paper.y += heightMm
    onRow?.(index + 1)
  }
}
