import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { blankFont } from './blank-font.ts'
import type { PageGeometry } from './document.ts'
import { decimal } from './number-text.ts'

/** Lines that nobody sees, but that open the text of a page for whatever reads it. */
export interface NoticeText {
  readonly font: PDFRef
  /** Operators that set it in the font `name`, before the page's own. */
  readonly operators: (name: string, geometry: PageGeometry) => string
}

const SIZE_MM = 2
const LEADING_MM = 2.4
const LEFT_MM = 2
/** Thousandths of an em: as wide as letters are, or extractors would take them to lie over each other. */
const ADVANCE = 500

/**
 * Set at the very top, where programs that sort text by its place look first, and marked as an artifact, which screen readers
 * pass over.
 */
export const noticeText = (
  context: PDFContext,
  lines: readonly string[],
  add: (object: PDFObject) => PDFRef,
): NoticeText => {
  const characters = [...new Set(lines.join(''))]
  const font = blankFont(
    context,
    characters.map((character) => ({ character, advance: ADVANCE })),
    add,
  )
  const codes = new Map(characters.map((character, i) => [character, font.codes[i]]))
  const stringOf = (line: string): string =>
    Array.from(line, (character) => codes.get(character) ?? '').join('')
  const shown = lines.map((line) => `<${stringOf(line)}> Tj T*`).join('\n')
  const operators = (name: string, { toUser }: PageGeometry): string => {
    const { a, b, c, d, e, f } = toUser
    const toPage = [a, b, c, d, e, f].map((value) => decimal(value, 8)).join(' ')
    return [
      `q ${toPage} cm /Artifact BMC BT /${name} ${SIZE_MM} Tf ${LEADING_MM} TL`,
      `1 0 0 -1 ${LEFT_MM} ${LEADING_MM} Tm`,
      shown,
      'ET EMC Q\n',
    ].join('\n')
  }
  return { font: font.ref, operators }
}
