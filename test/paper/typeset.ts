import type { PDFFont, PDFPage } from 'pdf-lib'
import { PDFArray, PDFNumber, PDFOperator, PDFOperatorNames as Op, rgb } from 'pdf-lib'
import type { Line } from './break-lines.ts'
import { breakLines } from './break-lines.ts'

export interface TextStyle {
  readonly font: PDFFont
  readonly size: number
  readonly leading: number
  readonly colour?: readonly [number, number, number]
}

export interface Column {
  readonly left: number
  readonly width: number
}

export const BLACK = [0, 0, 0] as const

const measureWith = (style: TextStyle) => {
  const widths = new Map<string, number>()
  return (text: string): number => {
    const held = widths.get(text)
    if (held !== undefined) return held
    const width = style.font.widthOfTextAtSize(text, style.size)
    widths.set(text, width)
    return width
  }
}

export const linesOf = (text: string, style: TextStyle, width: number, indent = 0): Line[] =>
  breakLines(text, measureWith(style), width, indent)

const fontKeys = new WeakMap<PDFPage, Map<PDFFont, ReturnType<PDFPage['node']['newFontDictionary']>>>()

/** The font's resource name on this page, made once. */
const fontKey = (page: PDFPage, font: PDFFont) => {
  const keys = fontKeys.get(page) ?? new Map()
  fontKeys.set(page, keys)
  const key = keys.get(font) ?? page.node.newFontDictionary(font.name, font.ref)
  keys.set(font, key)
  return key
}

const number = (value: number) => PDFNumber.of(Math.round(value * 1000) / 1000)

const beginText = (style: TextStyle, page: PDFPage, x: number, y: number): PDFOperator[] => [
  PDFOperator.of(Op.BeginText),
  PDFOperator.of(Op.NonStrokingColorRgb, (style.colour ?? BLACK).map(number)),
  PDFOperator.of(Op.SetFontAndSize, [fontKey(page, style.font), number(style.size)]),
  PDFOperator.of(Op.MoveText, [number(x), number(y)]),
]

/** One line, justified to `width` unless it ends its paragraph: a single TJ with its gaps as adjustments. */
export const drawLine = (page: PDFPage, line: Line, style: TextStyle, column: Column, y: number): void => {
  const { font, size } = style
  const space = font.widthOfTextAtSize(' ', size)
  const natural = line.tokens.reduce(
    (sum, t, i) => sum + t.width + (t.spaced && i > 0 ? space : 0),
    line.indent,
  )
  const gaps = line.tokens.length - 1
  const stretch = line.last || gaps === 0 ? 0 : (column.width - natural) / gaps
  const shown = PDFArray.withContext(page.doc.context)
  line.tokens.forEach((token, i) => {
    const spaceBefore = token.spaced && i > 0
    if (i > 0 && stretch !== 0) shown.push(number((-stretch / size) * 1000))
    shown.push(font.encodeText(spaceBefore ? ` ${token.text}` : token.text))
  })
  page.pushOperators(
    ...beginText(style, page, column.left + line.indent, y),
    PDFOperator.of(Op.ShowTextAdjusted, [shown]),
    PDFOperator.of(Op.EndText),
  )
}

/** A piece of text with a single Tj; `align` says what `x` is. */
export const drawText = (
  page: PDFPage,
  text: string,
  style: TextStyle,
  x: number,
  y: number,
  align: 'left' | 'centre' | 'right' = 'left',
): void => {
  const width = align === 'left' ? 0 : style.font.widthOfTextAtSize(text, style.size)
  const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
  page.pushOperators(
    ...beginText(style, page, left, y),
    PDFOperator.of(Op.ShowText, [style.font.encodeText(text)]),
    PDFOperator.of(Op.EndText),
  )
}

/** A paragraph from the baseline `y` down; the next paragraph's baseline comes back. Lines under `floor` are left out. */
export const drawParagraph = (
  page: PDFPage,
  text: string,
  style: TextStyle,
  column: Column,
  y: number,
  indent = 0,
  floor = 0,
): number => {
  let baseline = y
  for (const line of linesOf(text, style, column.width, indent)) {
    if (baseline < floor) return baseline
    drawLine(page, line, style, column, baseline)
    baseline -= style.leading
  }
  return baseline
}

export const drawRule = (
  page: PDFPage,
  x1: number,
  x2: number,
  y: number,
  thickness: number,
  colour: readonly [number, number, number] = BLACK,
): void => {
  page.drawLine({ start: { x: x1, y }, end: { x: x2, y }, thickness, color: rgb(...colour) })
}
