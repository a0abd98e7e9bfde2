import type { PDFDocument } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import type { PageDice } from './page-dice.ts'
import type { Language } from './passages.ts'
import { drawCover } from './cover-page.ts'
import { helveticaFaces, notoFaces, timesFaces } from './fonts.ts'
import { COVER } from './meeting-text.ts'
import { COLUMN, TOP } from './page-dice.ts'
import { A4, MARGIN } from './page-frame.ts'
import { drawHeading, drawPassage, drawSentence } from './passages.ts'
import { drawParagraph, drawText } from './typeset.ts'

const FLOOR = 64

/** Paragraphs until the page is full, headings among them if wanted. */
const fillWithText = (
  doc: PDFDocument,
  faces: Faces,
  dice: PageDice,
  languages: readonly Language[],
  headings: boolean,
): void => {
  const page = doc.addPage([A4.width, A4.height])
  let y = TOP
  for (let k = 0; y > FLOOR; k += 1) {
    const language = languages[k % languages.length]
    const english = language === 'english'
    const body = { font: faces.regular, size: english ? 11 : 11.5, leading: english ? 14.4 : 18.5 }
    if (headings && k % 3 === 0) {
      drawText(
        page,
        drawHeading(language, dice.text(k + 1000)),
        { ...body, font: faces.bold, size: 15 },
        MARGIN,
        y - 6,
      )
      y -= 30
    }
    y =
      drawParagraph(
        page,
        drawPassage(language, english ? 5 : 4, dice.text(k)),
        body,
        COLUMN,
        y,
        english ? 0 : 23,
        FLOOR,
      ) - 6
  }
}

export const denseEnglish = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await timesFaces(doc), dice, ['english'], false)

export const denseChinese = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await notoFaces(doc), dice, ['chinese'], false)

export const mixed = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await notoFaces(doc), dice, ['chinese', 'english'], true)

export const cover = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const n = dice.page.whole(1, 99)
  drawCover(doc, await notoFaces(doc), {
    ...COVER,
    serial: String(dice.page.whole(1, 900)).padStart(6, '0'),
    number: `澜水投〔2026〕${n}号`,
    title: [`关于${drawHeading('chinese', dice.text(0))}`, '有关事项的请示'],
    english: `For decision at the meeting, paper ${n}`,
    paragraphs: [drawPassage('chinese', 2, dice.text(1)), drawSentence('chinese', dice.text(2))],
    attachments: [`附件：${drawHeading('chinese', dice.text(3))}`],
  })
}

export const oneLine = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.width, A4.height])
  const faces = await helveticaFaces(doc)
  const style = { font: faces.regular, size: 12, leading: 15 }
  drawText(page, `${drawHeading('english', dice.text(0))} (${dice.page.whole(100, 999)})`, style, MARGIN, TOP)
}
