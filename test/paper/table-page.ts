import type { PDFPage } from 'pdf-lib'
import { rgb } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import { drawRule, drawText } from './typeset.ts'

export interface TableWords {
  readonly title: string
  readonly unit: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

const HEAD_GROUND = rgb(0.86, 0.9, 0.94)
const GROUP_GROUND = rgb(0.955, 0.965, 0.975)

/** Column edges as parts of the table's width: a number, a name, then figures of equal width. */
const columnEdges = (left: number, width: number, columns: number): number[] => {
  const fixed = [0, 0.07, 0.4]
  const step = 0.6 / (columns - 2)
  return Array.from(
    { length: columns + 1 },
    (_, i) => left + width * (i < 3 ? fixed[i] : 0.4 + step * (i - 2)),
  )
}

/** A ruled table; rows whose number is not a digit are groups, set bold on a light ground. */
export const drawTable = (
  page: PDFPage,
  faces: Faces,
  words: TableWords,
  left: number,
  width: number,
  top: number,
): number => {
  const row = 25
  const edges = columnEdges(left, width, words.head.length)
  const text = { font: faces.regular, size: 9.5, leading: row }
  drawText(page, words.title, { ...text, font: faces.bold, size: 15 }, left + width / 2, top + 44, 'centre')
  drawText(page, words.unit, { ...text, size: 9 }, left + width, top + 10, 'right')
  page.drawRectangle({ x: left, y: top - row, width, height: row, color: HEAD_GROUND })
  const lines = [words.head, ...words.rows]
  lines.forEach((cells, r) => {
    const y = top - row * (r + 1)
    const group = r === 0 || !/^\d/.test(cells[0])
    if (group && r > 0) page.drawRectangle({ x: left, y, width, height: row, color: GROUP_GROUND })
    const style = group ? { ...text, font: faces.bold } : text
    cells.forEach((cell, c) => {
      if (cell === '') return
      if (r === 0 || c === 0) drawText(page, cell, style, (edges[c] + edges[c + 1]) / 2, y + 8.5, 'centre')
      else if (c === 1) drawText(page, cell, style, edges[c] + 6, y + 8.5)
      else drawText(page, cell, style, edges[c + 1] - 6, y + 8.5, 'right')
    })
    drawRule(page, left, left + width, y, r === 0 ? 1 : 0.4)
  })
  const bottom = top - row * lines.length
  drawRule(page, left, left + width, top, 1)
  for (const x of edges) page.drawLine({ start: { x, y: top }, end: { x, y: bottom }, thickness: 0.4 })
  return bottom
}
