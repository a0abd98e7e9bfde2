import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { blankFont } from './blank-font.ts'
import { decimal } from './number-text.ts'
import type { ShownText } from './placed-text.ts'

/** Thousandths of an em. With none pdfminer sets the characters in another order. */
const ADVANCE = 4
/** Of the last character: poppler takes what begins within 0.1 em of it for the same drawn twice, and parts the line. */
const LAST_ADVANCE = 101

/** Invisible text for a stop. */
export interface StopText {
  /** The resource name of its font. */
  readonly fontName: string
  /** All of it, as a string of a content stream. */
  readonly shown: string
  /** In thousandths of an em. */
  readonly length: number
}

export interface StopFont {
  readonly ref: PDFRef
  /** Throws RangeError for a character that the font was not made for. */
  readonly shape: (text: string) => Omit<StopText, 'fontName'>
}

/** A font in which each character is there twice: to stand anywhere, and to stand last. */
export const stopFont = (
  context: PDFContext,
  characters: readonly string[],
  add: (object: PDFObject) => PDFRef,
): StopFont => {
  const glyphs = [ADVANCE, LAST_ADVANCE].flatMap((advance) =>
    characters.map((character) => ({ character, advance })),
  )
  const { ref, codes } = blankFont(context, glyphs, add)
  const shape = (text: string) => {
    const places = Array.from(text, (character) => characters.indexOf(character))
    if (places.includes(-1)) throw new RangeError('a character that the font for stops was not made for')
    const last = places.length - 1
    const shown = places.map((place, k) => codes[k === last ? characters.length + place : place])
    return { shown: `<${shown.join('')}>`, length: last * ADVANCE + LAST_ADVANCE }
  }
  return { ref, shape }
}

/** Gaps from here on, in thousandths of an em, are read as blanks by everybody: whatever stands in them changes nothing. */
const BLANK = 100
/** Operands are written as finely as matters: a tenth of this is a thousandth of a micrometre in body type. */
const DECIMALS = 3

const number = (value: number): string => decimal(value, DECIMALS)

/**
 * The operand of TJ. Poppler takes text in another font for words of their own, sets them in order by where they begin, and
 * puts a blank where over 0.03 em are between two. So the characters end where the next glyph begins, over the last one's own
 * width, unless there is a blank anyway. The pen ends where it was.
 */
const place = ({ shown, length }: StopText, gap: number): string => {
  const end = Math.abs(gap) < BLANK ? gap : 0
  return `[${number(length - end)} ${shown} ${number(end)}]`
}

/**
 * Invisible text is filled, for a stroke along a point may leave a spot. Mode 3, which paints nothing, will not do: Ghostscript moves on by
 * nothing then, and what follows comes to stand too far left.
 */
const FILLED = 0

/** `gap`: from the last glyph to the next of the same operator, in thousandths of an em; null where none is known. */
export const showStopText = (
  text: StopText,
  {
    font,
    fontSize,
    characterSpacing,
    renderMode,
  }: Pick<ShownText, 'font' | 'fontSize' | 'characterSpacing' | 'renderMode'>,
  gap: number | null,
): string => {
  const set = `/${text.fontName} ${decimal(fontSize, 8)} Tf `
  const filled = `${set}${place(text, gap ?? 0)}TJ ${font ?? ''} `
  const operators = renderMode === FILLED ? filled : `${FILLED} Tr ${filled}${renderMode} Tr `
  // What spaces letters out would spread these too.
  return characterSpacing === 0 ? operators : `0 Tc ${operators}${decimal(characterSpacing, 8)} Tc `
}
