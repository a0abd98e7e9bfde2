import { PDFDocument, rgb } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import type { Language } from './passages.ts'
import type { Random } from '../leak/random.ts'
import { seededRandom } from '../leak/random.ts'
import { drawCover } from './cover-page.ts'
import { helveticaFaces, notoFaces, timesFaces } from './fonts.ts'
import { COVER } from './meeting-text.ts'
import { jpegOf, landscapePicture } from './natural-picture.ts'
import { A4, MARGIN } from './page-frame.ts'
import { drawHeading, drawPassage, drawSentence } from './passages.ts'
import { drawTable } from './table-page.ts'
import { drawParagraph, drawRule, drawText } from './typeset.ts'

export const PAGE_KINDS = [
  'dense-english',
  'dense-chinese',
  'mixed',
  'cover',
  'one-line',
  'table',
  'photograph',
  'dark-slide',
  'form',
] as const

export type PageKind = (typeof PAGE_KINDS)[number]

/** Chance for a page: `text(k)` is the stream of its k-th paragraph, so that a revision can change just one. */
interface PageDice {
  readonly page: Random
  readonly text: (paragraph: number) => Random
}

const COLUMN = { left: MARGIN, width: A4.width - 2 * MARGIN }
const TOP = A4.height - 80
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

const denseEnglish = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await timesFaces(doc), dice, ['english'], false)

const denseChinese = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await notoFaces(doc), dice, ['chinese'], false)

const mixed = async (doc: PDFDocument, dice: PageDice) =>
  fillWithText(doc, await notoFaces(doc), dice, ['chinese', 'english'], true)

const cover = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
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

const oneLine = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.width, A4.height])
  const faces = await helveticaFaces(doc)
  const style = { font: faces.regular, size: 12, leading: 15 }
  drawText(page, `${drawHeading('english', dice.text(0))} (${dice.page.whole(100, 999)})`, style, MARGIN, TOP)
}

const table = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.width, A4.height])
  const figure = () => dice.page.whole(100, 9999).toLocaleString('en-GB')
  const rows = Array.from({ length: 22 }, (_, k) => [
    k % 6 === 0 ? '*' : String(k),
    drawHeading(k % 2 === 0 ? 'chinese' : 'english', dice.text(k))
      .slice(0, k % 2 === 0 ? 12 : 20)
      .trim(),
    figure(),
    figure(),
    figure(),
    figure(),
  ])
  const head = ['No.', '项目 Item', '2024', '2025', '2026', '合计 Total']
  const words = { title: drawHeading('chinese', dice.text(500)), unit: '万元', head, rows }
  drawTable(page, await notoFaces(doc), words, MARGIN, COLUMN.width, 720)
}

const photograph = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.height, A4.width])
  const image = await doc.embedJpg(await jpegOf(landscapePicture(1170, 827, dice.page), 85))
  page.drawImage(image, { x: 0, y: 0, width: A4.height, height: A4.width })
}

const darkSlide = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([960, 540])
  const faces = await notoFaces(doc)
  const hue = dice.page.between(0.02, 0.12)
  page.drawRectangle({ x: 0, y: 0, width: 960, height: 540, color: rgb(0.05, 0.06 + hue / 2, 0.1 + hue) })
  page.drawRectangle({ x: 60, y: 420, width: 120, height: 5, color: rgb(0.9, 0.6, 0.15) })
  const light = [0.93, 0.94, 0.96] as const
  drawText(
    page,
    drawHeading('chinese', dice.text(0)),
    { font: faces.bold, size: 36, leading: 40, colour: light },
    60,
    445,
  )
  let y = 370
  for (let k = 1; k < 5; k += 1) {
    const style = { font: faces.regular, size: 18, leading: 27, colour: light }
    const text = `• ${drawSentence(k % 2 === 0 ? 'english' : 'chinese', dice.text(k))}`
    y = drawParagraph(page, text, style, { left: 60, width: 840 }, y, 0, 30) - 12
  }
}

/** Labels, ruled fields and tick boxes: few words, many lines. */
const form = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.width, A4.height])
  const faces = await notoFaces(doc)
  const style = { font: faces.regular, size: 10.5, leading: 14 }
  drawText(
    page,
    `文件借阅登记表 Form ${dice.page.whole(10, 99)}`,
    { ...style, font: faces.bold, size: 17 },
    A4.width / 2,
    TOP,
    'centre',
  )
  const labels = [
    '姓名 Name',
    '单位 Unit',
    '证件号 Id',
    '事由 Purpose',
    '借阅日期 From',
    '归还日期 Until',
    '批准人 Approver',
    '电话 Telephone',
  ]
  for (let k = 0; k < 16; k += 1) {
    const y = TOP - 60 - k * 36
    drawText(page, labels[k % 8], style, MARGIN, y)
    drawRule(page, MARGIN + 110, A4.width - MARGIN, y - 3, 0.6)
    if (k % 3 === 0)
      page.drawRectangle({
        x: A4.width - MARGIN - 16,
        y: y + 2,
        width: 10,
        height: 10,
        borderWidth: 0.8,
        borderColor: rgb(0, 0, 0),
      })
    if (k % 2 === 0)
      drawText(page, drawHeading('chinese', dice.text(k)), { ...style, size: 9.5 }, MARGIN + 116, y)
  }
}

const MAKERS: Record<PageKind, (doc: PDFDocument, dice: PageDice) => Promise<void>> = {
  'dense-english': denseEnglish,
  'dense-chinese': denseChinese,
  mixed,
  cover,
  'one-line': oneLine,
  table,
  photograph,
  'dark-slide': darkSlide,
  form,
}

/** Which paragraph a revision rewrites; pages with few keep to those they have. */
const revisedParagraph = (revision: number): number => revision % 3

const diceFor = (seed: number | string, page: number, revision: number): PageDice => ({
  page: seededRandom(seed, `page ${page}`),
  text: (paragraph) => {
    const edit = revision > 0 && paragraph === revisedParagraph(revision) ? ` revision ${revision}` : ''
    return seededRandom(seed, `page ${page} paragraph ${paragraph}${edit}`)
  },
})

/**
 * A document of the given kinds of pages. Equal seeds give equal files; a `revision` above 0 differs
 * from the document of the same seed in one paragraph of each page.
 */
export const makeDocument = async (
  kinds: readonly PageKind[],
  seed: number | string,
  revision = 0,
): Promise<Uint8Array> => {
  const doc = await PDFDocument.create()
  const day = new Date('2026-11-09T08:00:00Z')
  doc.setTitle(`${kinds[0]} ${seed}`)
  doc.setCreationDate(day)
  doc.setModificationDate(day)
  for (const [i, kind] of kinds.entries()) await MAKERS[kind](doc, diceFor(seed, i, revision))
  return doc.save()
}

export const makePage = (kind: PageKind, seed: number | string, revision = 0): Promise<Uint8Array> =>
  makeDocument([kind], seed, revision)
