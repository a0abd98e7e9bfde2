import { degrees, PDFDocument, rgb } from 'pdf-lib'
import type { PDFFont, PDFImage, PDFPage } from 'pdf-lib'
import { breakLines } from './break-lines.ts'
import { drawable, embedFace } from './paper-face.ts'
import type { PaperFace } from './paper-face.ts'

/** Everything is in millimetres from the sheet's top left corner. */
const POINTS_PER_MM = 72 / 25.4
export const MARGIN_MM = 15
const A4_MM = { short: 210, long: 297 } as const

export const INK = rgb(0.1, 0.1, 0.12)
export const GREY = rgb(0.42, 0.44, 0.48)
export const RULE = rgb(0.72, 0.74, 0.78)
export const SHADE = rgb(0.93, 0.945, 0.965)
type Colour = typeof INK

export interface TextStyle {
  /** The em, in millimetres. */
  readonly size?: number
  readonly bold?: boolean
  readonly colour?: Colour
  readonly align?: 'left' | 'right' | 'centre'
}

/** A pile of sheets under way. `y` is where the next thing goes. */
export interface Paper {
  readonly pdf: PDFDocument
  readonly face: PaperFace
  readonly widthMm: number
  readonly heightMm: number
  readonly pages: PDFPage[]
  y: number
}

export interface PaperOptions {
  readonly title: string
  readonly landscape?: boolean
  /** Of the statement, so that the same content is the same file. */
  readonly at: string
}

export const openPaper = async ({ title, landscape = false, at }: PaperOptions): Promise<Paper> => {
  const pdf = await PDFDocument.create()
  pdf.setTitle(title, { showInWindowTitleBar: true })
  pdf.setLanguage('zh-CN')
  pdf.setProducer('Siglum')
  pdf.setCreator('Siglum')
  pdf.setCreationDate(new Date(at))
  pdf.setModificationDate(new Date(at))
  const { short, long } = A4_MM
  const paper: Paper = {
    pdf,
    face: await embedFace(pdf),
    widthMm: landscape ? long : short,
    heightMm: landscape ? short : long,
    pages: [],
    y: MARGIN_MM,
  }
  newPage(paper)
  return paper
}

const points = (mm: number): number => mm * POINTS_PER_MM

export const newPage = (paper: Paper): void => {
  paper.pages.push(paper.pdf.addPage([points(paper.widthMm), points(paper.heightMm)]))
  paper.y = MARGIN_MM
}

const current = ({ pages }: Paper): PDFPage => pages[pages.length - 1]

/** Where a page's content ends, above its foot. */
export const bottomMm = ({ heightMm }: Paper): number => heightMm - MARGIN_MM - 6
export const contentMm = ({ widthMm }: Paper): number => widthMm - 2 * MARGIN_MM

/** Begins a new page unless so many millimetres are left on this one. */
export const requireRoom = (paper: Paper, mm: number): void => {
  if (paper.y + mm > bottomMm(paper)) newPage(paper)
}

const LINE = 1.32
const BASELINE = 1.02

const fontOf = ({ face }: Paper, { bold = false }: TextStyle): PDFFont => (bold ? face.bold : face.regular)

export const textLines = (
  paper: Paper,
  text: string,
  widthMm: number,
  style: TextStyle = {},
): readonly string[] => {
  const font = fontOf(paper, style)
  const { size = 3.4 } = style
  const widthOf = (part: string) => font.widthOfTextAtSize(part, size)
  return text.split(/\r?\n/).flatMap((line) => {
    const lines = breakLines(drawable(font, line), widthMm, widthOf)
    return lines.length === 0 ? [''] : lines
  })
}

export const linesHeight = (lines: readonly string[], { size = 3.4 }: TextStyle = {}): number =>
  lines.length * size * LINE

export interface Box {
  readonly x: number
  readonly y: number
  readonly widthMm: number
}

/** Draws lines that were broken to the box's width. */
export const drawLines = (
  paper: Paper,
  lines: readonly string[],
  box: Box,
  style: TextStyle = {},
  page: PDFPage = current(paper),
): void => {
  const { size = 3.4, colour = INK, align = 'left' } = style
  const font = fontOf(paper, style)
  lines.forEach((line, i) => {
    const free = box.widthMm - font.widthOfTextAtSize(line, size)
    const shift = align === 'left' ? 0 : align === 'right' ? free : free / 2
    page.drawText(line, {
      x: points(box.x + shift),
      y: points(paper.heightMm - box.y - i * size * LINE - size * BASELINE),
      size: points(size),
      font,
      color: colour,
    })
  })
}

/** A paragraph over the sheet's whole width, on the next page if it does not fit this one. */
export const paragraph = (paper: Paper, text: string, style: TextStyle = {}, gapMm = 1.5): void => {
  const lines = textLines(paper, text, contentMm(paper), style)
  for (const line of lines) {
    requireRoom(paper, linesHeight([line], style))
    drawLines(paper, [line], { x: MARGIN_MM, y: paper.y, widthMm: contentMm(paper) }, style)
    paper.y += linesHeight([line], style)
  }
  paper.y += gapMm
}

export const rule = (paper: Paper, x1: number, y1: number, x2: number, y2: number): void =>
  current(paper).drawLine({
    start: { x: points(x1), y: points(paper.heightMm - y1) },
    end: { x: points(x2), y: points(paper.heightMm - y2) },
    thickness: 0.5,
    color: RULE,
  })

export const fillBox = (
  paper: Paper,
  box: Box & { readonly heightMm: number },
  colour: Colour = SHADE,
): void =>
  current(paper).drawRectangle({
    x: points(box.x),
    y: points(paper.heightMm - box.y - box.heightMm),
    width: points(box.widthMm),
    height: points(box.heightMm),
    color: colour,
  })

export const drawPicture = (paper: Paper, image: PDFImage, box: Box & { readonly heightMm: number }): void =>
  current(paper).drawImage(image, {
    x: points(box.x),
    y: points(paper.heightMm - box.y - box.heightMm),
    width: points(box.widthMm),
    height: points(box.heightMm),
    rotate: degrees(0),
  })

/** A closed shape given as an SVG path in millimetres, y down. */
export const drawShape = (paper: Paper, path: string, x: number, y: number): void =>
  current(paper).drawSvgPath(path, {
    x: points(x),
    y: points(paper.heightMm - y),
    scale: POINTS_PER_MM,
    color: rgb(0, 0, 0),
    borderWidth: 0,
  })

const FOOT: TextStyle = { size: 2.6, colour: GREY }

/** Numbers the pages and closes the file. */
export const closePaper = async (paper: Paper, foot: string): Promise<Uint8Array> => {
  const y = paper.heightMm - MARGIN_MM - 2
  const widthMm = contentMm(paper)
  paper.pages.forEach((page, i) => {
    const [line] = textLines(paper, foot, widthMm - 30, FOOT)
    drawLines(paper, [line], { x: MARGIN_MM, y, widthMm }, FOOT, page)
    const number = `${i + 1} / ${paper.pages.length}`
    drawLines(paper, [number], { x: MARGIN_MM, y, widthMm }, { ...FOOT, align: 'right' }, page)
  })
  return paper.pdf.save()
}
