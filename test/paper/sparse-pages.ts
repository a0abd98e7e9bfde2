import type { PDFDocument } from 'pdf-lib'
import { rgb } from 'pdf-lib'
import type { PageDice } from './page-dice.ts'
import { notoFaces } from './fonts.ts'
import { jpegOf, landscapePicture } from './natural-picture.ts'
import { COLUMN, TOP } from './page-dice.ts'
import { A4, MARGIN } from './page-frame.ts'
import { drawHeading, drawSentence } from './passages.ts'
import { drawTable } from './table-page.ts'
import { drawParagraph, drawRule, drawText } from './typeset.ts'

export const table = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
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

export const photograph = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
  const page = doc.addPage([A4.height, A4.width])
  const image = await doc.embedJpg(await jpegOf(landscapePicture(1170, 827, dice.page), 85))
  page.drawImage(image, { x: 0, y: 0, width: A4.height, height: A4.width })
}

export const darkSlide = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
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
export const form = async (doc: PDFDocument, dice: PageDice): Promise<void> => {
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
