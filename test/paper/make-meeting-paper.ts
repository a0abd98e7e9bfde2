import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFDocument } from 'pdf-lib'
import type { PDFPage } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import { seededRandom } from '../leak/random.ts'
import { drawChart } from './chart.ts'
import { drawCover } from './cover-page.ts'
import { notoFaces } from './fonts.ts'
import { jpegOf, landscapePicture } from './natural-picture.ts'
import {
  CHINESE_SECTIONS,
  DEMAND,
  ENGLISH_SECTIONS,
  ENGLISH_TITLE,
  FOOTNOTES,
  PHOTO_CAPTION,
  TABLE_ROWS,
} from './meeting-text.ts'
import { addLink, addOutline } from './navigation.ts'
import { A4, framedPage, GREY, MARGIN } from './page-frame.ts'
import { drawTable } from './table-page.ts'
import { drawParagraph, drawRule, drawText } from './typeset.ts'

const PAGES = 8
const COLUMN = { left: MARGIN, width: A4.width - 2 * MARGIN }
const TOP = 762

type Section = (typeof CHINESE_SECTIONS)[number]

interface ProseShape {
  readonly size: number
  readonly leading: number
  readonly indent: number
}

const CHINESE: ProseShape = { size: 11.5, leading: 20.4, indent: 23 }
const ENGLISH: ProseShape = { size: 11, leading: 16.4, indent: 0 }

/** Headings and justified paragraphs, from `y` down; where the next would go comes back. */
const drawSections = (
  page: PDFPage,
  faces: Faces,
  sections: readonly Section[],
  shape: ProseShape,
  y: number,
): number => {
  const body = { font: faces.regular, size: shape.size, leading: shape.leading }
  let baseline = y
  for (const { heading, paragraphs } of sections) {
    drawText(page, heading, { ...body, font: faces.bold, size: shape.size + 2 }, MARGIN, baseline)
    baseline -= shape.leading * 1.3
    for (const paragraph of paragraphs)
      baseline = drawParagraph(page, paragraph, body, COLUMN, baseline, shape.indent) - 5
    baseline -= 8
  }
  return baseline
}

const drawChinesePages = (doc: PDFDocument, faces: Faces): void => {
  const title = { font: faces.bold, size: 18, leading: 30 }
  const first = framedPage(doc, faces, 2, PAGES)
  drawText(first, '附件1　投资方案说明', title, A4.width / 2, TOP - 8, 'centre')
  drawSections(first, faces, CHINESE_SECTIONS.slice(0, 2), { size: 11, leading: 18.6, indent: 22 }, TOP - 50)
  const second = framedPage(doc, faces, 3, PAGES)
  drawSections(second, faces, CHINESE_SECTIONS.slice(2), CHINESE, TOP)
}

const drawFootnotes = (page: PDFPage, faces: Faces, notes: readonly string[]): void => {
  drawRule(page, MARGIN, MARGIN + 140, 96, 0.5)
  const style = { font: faces.regular, size: 8.5, leading: 12 }
  notes.forEach((note, i) => drawText(page, note, style, MARGIN, 82 - 13 * i))
}

const drawEnglishPages = (doc: PDFDocument, faces: Faces): void => {
  const first = framedPage(doc, faces, 4, PAGES)
  drawText(first, ENGLISH_TITLE, { font: faces.bold, size: 17, leading: 30 }, MARGIN, TOP - 8)
  drawSections(first, faces, ENGLISH_SECTIONS.slice(0, 2), ENGLISH, TOP - 46)
  drawFootnotes(first, faces, FOOTNOTES.slice(0, 1))
  const second = framedPage(doc, faces, 5, PAGES)
  const y = drawSections(second, faces, ENGLISH_SECTIONS.slice(2), ENGLISH, TOP)
  const link = { font: faces.regular, size: ENGLISH.size, leading: 15, colour: [0.05, 0.25, 0.65] as const }
  drawText(
    second,
    'Questions to the secretary: https://secretariat.lanjiang-water.example/meetings/9',
    link,
    MARGIN,
    y,
  )
  addLink(second, 'https://secretariat.lanjiang-water.example/meetings/9', [
    MARGIN,
    y - 3,
    A4.width - MARGIN,
    y + 12,
  ])
  drawFootnotes(second, faces, FOOTNOTES.slice(1))
}

const drawTablePage = (doc: PDFDocument, faces: Faces): void => {
  const page = framedPage(doc, faces, 6, PAGES)
  const head = ['序号', '工程或费用名称', '建筑工程', '设备购置', '安装及其他', '合计']
  const words = {
    title: '附件3　投资估算与资金来源表',
    unit: '单位：万元 (CNY 10,000)',
    head,
    rows: TABLE_ROWS,
  }
  const bottom = drawTable(page, faces, words, MARGIN, COLUMN.width, 690)
  const note =
    '注：资本金三亿五千五百八十万元，占总投资的百分之三十；贷款八亿三千零二十万元。Figures are in tens of thousands of yuan at prices of the third quarter of 2026 and include value added tax; interest during construction assumes the second offer in Annex 2.'
  drawParagraph(page, note, { font: faces.regular, size: 9.5, leading: 15.5 }, COLUMN, bottom - 26)
}

const drawPhotoPage = async (doc: PDFDocument, faces: Faces): Promise<void> => {
  const page = framedPage(doc, faces, 7, PAGES)
  const jpeg = await jpegOf(landscapePicture(1200, 800, seededRandom(9, 'reservoir')), 82)
  const image = await doc.embedJpg(jpeg)
  const height = (COLUMN.width * 2) / 3
  drawText(page, '四、取水口现场踏勘', { font: faces.bold, size: 13.5, leading: 20 }, MARGIN, TOP)
  page.drawImage(image, { x: MARGIN, y: TOP - 18 - height, width: COLUMN.width, height })
  drawText(
    page,
    PHOTO_CAPTION,
    { font: faces.regular, size: 9, leading: 13, colour: GREY },
    A4.width / 2,
    TOP - 36 - height,
    'centre',
  )
  const body = { font: faces.regular, size: 11, leading: 19.5 }
  let y = TOP - 68 - height
  for (const paragraph of SURVEY) y = drawParagraph(page, paragraph, body, COLUMN, y, 22) - 5
}

const SURVEY = [
  '九月十六日，工作组会同水库管理局踏勘了取水口下游两岸。左岸为缓坡林地，施工便道可沿原护林路拓宽至六米；右岸陡坎高约二十米，岩体完整，适合布置取水头部的锚固墩。枯水期最低水位一百三十一点四米，满足自流取水要求。',
  "The survey party walked both banks on 16 September. The left bank is gentle woodland, where the forestry track can be widened to six metres; on the right a cliff of some twenty metres, of sound rock, will hold the anchors of the new intake. No dwelling stands within four hundred metres of the works, and the nearest well was sampled at the owner's request.",
  '踏勘中发现上游一点二公里处有采砂船作业痕迹，已函告水政执法支队。为防止施工期浊度升高影响一期取水，拟在头部上游设置两道防污帘，并将在线浊度仪前移八百米，提前约四十分钟预警。',
] as const

const drawChartPage = (doc: PDFDocument, faces: Faces): void => {
  const page = framedPage(doc, faces, 8, PAGES, true)
  drawText(
    page,
    '图2　北岸最高日需水量与供水能力　Peak-day demand and supply',
    { font: faces.bold, size: 15, leading: 20 },
    MARGIN,
    512,
  )
  drawText(
    page,
    '万立方米/日 (10,000 m³ per day)',
    { font: faces.regular, size: 9, leading: 12, colour: GREY },
    MARGIN,
    490,
  )
  drawChart(page, faces, DEMAND, MARGIN + 14, 96, 440, 380)
  const column = { left: 552, width: A4.height - MARGIN - 552 }
  const body = { font: faces.regular, size: 10.5, leading: 17 }
  let y = 470
  for (const paragraph of CHART_TEXT) y = drawParagraph(page, paragraph, body, column, y) - 7
}

const CHART_TEXT = [
  '蓝柱为最高日需水量，红线为北岸可用供水能力，其中二〇二七年以前含跨江调水七万立方米。',
  'Bars show demand on the hottest day, and the red line the supply that can reach the north bank. From the summer of 2026 until the first line opens in 2028 demand runs ahead of it.',
  '二〇二八年第一步投产后，跨江管道转为应急备用；二〇二九年第二步投产，能力达到二十九万立方米，可满足至二〇三四年的需要。',
  'If the eastern works does not open, the 2030 bar falls to 20.5 and the second step can wait for three years.',
] as const

export const meetingPaper = async (): Promise<Uint8Array> => {
  const doc = await PDFDocument.create()
  const faces = await notoFaces(doc)
  const day = new Date('2026-11-09T08:00:00Z')
  doc.setTitle('关于提请审议北岸净水厂二期工程投资方案的请示')
  doc.setAuthor('澜江市供水投资有限公司')
  doc.setCreationDate(day)
  doc.setModificationDate(day)
  drawCover(doc, faces)
  drawChinesePages(doc, faces)
  drawEnglishPages(doc, faces)
  drawTablePage(doc, faces)
  await drawPhotoPage(doc, faces)
  drawChartPage(doc, faces)
  addOutline(doc, [
    { title: '请示', page: 0 },
    { title: '附件1　投资方案说明', page: 1 },
    { title: 'Annex 2. Financing Memorandum', page: 3 },
    { title: '附件3　投资估算与资金来源表', page: 5 },
    { title: '取水口现场踏勘', page: 6 },
    { title: 'Peak-day demand and supply', page: 7 },
  ])
  return doc.save()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('meeting-paper.pdf', import.meta.url), await meetingPaper())
}
