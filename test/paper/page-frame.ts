import type { PDFDocument, PDFPage } from 'pdf-lib'
import type { Faces } from './fonts.ts'
import { drawRule, drawText } from './typeset.ts'

/** ISO 216 A4, in points. */
export const A4 = { width: 595.28, height: 841.89 } as const

export const MARGIN = 68
export const GREY = [0.4, 0.4, 0.42] as const
export const RED = [0.8, 0.05, 0.05] as const

/** A page with running head and number; `landscape` lies on its side. */
export const framedPage = (
  doc: PDFDocument,
  faces: Faces,
  n: number,
  of: number,
  landscape = false,
): PDFPage => {
  const page = landscape ? doc.addPage([A4.height, A4.width]) : doc.addPage([A4.width, A4.height])
  const style = { font: faces.regular, size: 8.5, leading: 12, colour: GREY }
  const { width, height } = page.getSize()
  drawText(page, '机密　第九次投资决策会议', style, MARGIN, height - 44)
  drawText(page, '澜水投〔2026〕18号', style, width - MARGIN, height - 44, 'right')
  drawRule(page, MARGIN, width - MARGIN, height - 50, 0.5, GREY)
  drawText(page, `— ${n} / ${of} —`, style, width / 2, 36, 'centre')
  return page
}
