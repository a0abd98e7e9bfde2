import type { PDFDocument } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import { COVER } from './meeting-text.ts'
import { A4, GREY, RED } from './page-frame.ts'
import { drawSeal } from './seal.ts'
import { drawParagraph, drawRule, drawText } from './typeset.ts'

const LEFT = 79
const RIGHT = A4.width - 74
const MIDDLE = A4.width / 2

export type CoverWords = {
  readonly [K in keyof typeof COVER]: (typeof COVER)[K] extends string ? string : readonly string[]
}

/** A red-headed paper after GB/T 9704-2012: mark of secrecy, masthead, number, red rule, title, text, seal. */
export const drawCover = (doc: PDFDocument, { regular, bold }: Faces, words: CoverWords = COVER): void => {
  const page = doc.addPage([A4.width, A4.height])
  const text = { font: regular, size: 14, leading: 26 }
  drawText(page, words.serial, { ...text, size: 13 }, LEFT, 776)
  drawText(page, words.classification, { ...text, font: bold }, LEFT, 754)
  drawText(page, words.masthead, { font: bold, size: 33, leading: 40, colour: RED }, MIDDLE, 682, 'centre')
  drawText(page, words.number, text, MIDDLE, 630, 'centre')
  drawRule(page, LEFT, RIGHT, 616, 2.2, RED)
  words.title.forEach((line, i) =>
    drawText(page, line, { ...text, font: bold, size: 20 }, MIDDLE, 572 - 31 * i, 'centre'),
  )
  drawText(page, words.english, { ...text, size: 10.5, colour: GREY }, MIDDLE, 514, 'centre')
  drawText(page, words.to, text, LEFT, 476)
  const column = { left: LEFT, width: RIGHT - LEFT }
  let y = 450
  for (const paragraph of words.paragraphs) y = drawParagraph(page, paragraph, text, column, y, 28, 190)
  words.attachments.forEach((line, i) => drawText(page, line, { ...text, size: 12 }, LEFT + 28, 196 - 20 * i))
  drawText(page, words.office, text, RIGHT - 28, 128, 'right')
  drawText(page, words.date, text, RIGHT - 56, 102, 'right')
  drawSeal(page, words.office, '投资决策专用章', RIGHT - 106, 126, 57)
  drawRule(page, LEFT, RIGHT, 62, 0.8)
  drawText(page, words.imprint[0], { ...text, size: 10 }, LEFT + 6, 48)
  drawText(page, words.imprint[1], { ...text, size: 10 }, RIGHT - 6, 48, 'right')
  drawRule(page, LEFT, RIGHT, 40, 0.8)
}
