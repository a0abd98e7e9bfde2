import { PDFDocument, StandardFonts } from 'pdf-lib'

const SENTENCES = [
  'The committee met at nine and heard the report on the northern reservoir without discussion.',
  'Members asked whether the estimate of costs had been checked by anyone outside the department.',
  'It had not, and the chair agreed that the paper should come back in the spring with a second opinion.',
  'Three of the five pumping stations are older than the staff who keep them running through the winter.',
  'A loan over twenty years would cost less than the repairs that the present mains will need before then.',
  'The secretary was asked to keep all copies numbered and to collect them at the end of the meeting.',
]

/** A plain paper of two pages, or as many as are asked for, made afresh so that the journey depends on no fixture. */
export const twoPagePaper = async (pages = 2): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create()
  pdf.setTitle('Northern reservoir')
  const font = await pdf.embedFont(StandardFonts.TimesRoman)
  for (let page = 0; page < pages; page++) {
    const sheet = pdf.addPage([595.28, 841.89])
    sheet.drawText(`Northern reservoir, part ${page + 1}`, { x: 72, y: 770, size: 18, font })
    for (let line = 0; line < 40; line++) {
      const text = SENTENCES[(line * 5 + page) % SENTENCES.length]
      sheet.drawText(`${page * 40 + line + 1}. ${text}`, { x: 72, y: 735 - 16 * line, size: 10, font })
    }
  }
  return pdf.save()
}
