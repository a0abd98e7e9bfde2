import { decimal } from './number-text.ts'
import type { ShownText } from './placed-text.ts'

/** Invisible text for a stop. */
export interface StopText {
  /** The resource name of its font. */
  readonly fontName: string
  /** A string for each of its characters. */
  readonly codes: readonly string[]
  /** How wide each is, in thousandths of an em. */
  readonly advance: number
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
const place = ({ codes, advance }: StopText, gap: number): string => {
  const end = Math.abs(gap) < BLANK ? gap : 0
  return `[${number(codes.length * advance - end)} ${codes.join('')} ${number(end)}]`
}

/** `gap`: from the last glyph to the next of the same operator, in thousandths of an em; null where none is known. */
export const showStopText = (
  text: StopText,
  { font, fontSize, characterSpacing }: Pick<ShownText, 'font' | 'fontSize' | 'characterSpacing'>,
  gap: number | null,
): string => {
  const shown = `/${text.fontName} ${decimal(fontSize, 8)} Tf ${place(text, gap ?? 0)}TJ ${font ?? ''} `
  // What spaces letters out would spread these too.
  return characterSpacing === 0 ? shown : `0 Tc ${shown}${decimal(characterSpacing, 8)} Tc `
}
