import type { Said } from '../../shared/contract/said.ts'
import {
  closePaper,
  contentMm,
  drawLines,
  GREY,
  linesHeight,
  MARGIN_MM,
  openPaper,
  paragraph,
  requireRoom,
  rule,
  textLines,
} from './paper.ts'
import type { Paper } from './paper.ts'
import { SAMPLE_TEXT } from './sample-text.ts'
import type { SampleText } from './sample-text.ts'

const BODY = { size: 4.3 }

/** Two ideographs wide, in the blanks of the face, of which a sheet knows no others. */
const INDENT = { en: '', zh: ' '.repeat(9) } as const

const drawHead = (paper: Paper, { title, number, classification, office }: SampleText): void => {
  const widthMm = contentMm(paper)
  const box = { x: MARGIN_MM, y: paper.y + 4, widthMm }
  drawLines(paper, [classification], box, { size: 4.4, bold: true })
  drawLines(paper, [number], box, { size: 4.2, align: 'right' })
  paper.y += 22
  const style = { size: 8, bold: true, align: 'centre' } as const
  const lines = textLines(paper, title, widthMm - 10, style)
  drawLines(paper, lines, { x: MARGIN_MM + 5, y: paper.y, widthMm: widthMm - 10 }, style)
  paper.y += linesHeight(lines, style) + 4
  drawLines(
    paper,
    [office],
    { x: MARGIN_MM, y: paper.y, widthMm },
    { size: 3.8, align: 'centre', colour: GREY },
  )
  paper.y += 10
  rule(paper, MARGIN_MM, paper.y, MARGIN_MM + widthMm, paper.y)
  paper.y += 8
}

/** A paper to try the whole journey with. `at` is an ISO time. */
export const samplePaper = async (language: keyof Said, at: string): Promise<Uint8Array> => {
  const text = SAMPLE_TEXT[language]
  const paper = await openPaper({ title: text.title, at })
  drawHead(paper, text)
  for (const { heading, paragraphs } of text.sections) {
    requireRoom(paper, 30)
    paragraph(paper, heading, { size: 5.2, bold: true }, 2.5)
    for (const words of paragraphs) paragraph(paper, `${INDENT[language]}${words}`, BODY, 3)
    paper.y += 3
  }
  return closePaper(paper, `${text.number} · ${text.office}`)
}
