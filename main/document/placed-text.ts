import type { Font, GlyphKind } from './font.ts'

export const NO_WORD = -1
export const NO_STOP = -1
export const NO_SLOT = -1

/** A glyph on the page; millimetres. */
export interface PlacedGlyph {
  readonly bytes: Uint8Array
  readonly kind: GlyphKind
  /** False for what is only there to be read: it cannot be moved to be seen. */
  readonly painted: boolean
  /** What it reads as, where the file tells. */
  readonly text: string
  /** Its advance with all spacing, in thousandths of an em. */
  readonly thousandths: number
  /** Origin, on the baseline with its rise. */
  readonly x: number
  readonly y: number
  /** The advance without spacing, and the height of the em, as vectors. */
  readonly advance: readonly [number, number]
  readonly em: readonly [number, number]
  readonly pause: boolean
  /** Text may be put in after it. */
  readonly mayStop: boolean
  /** The word it became part of; set when the word is complete. */
  word: number
  /** The stop that comes after it, if one does; set with the word. */
  stop: number
  /** The slot of wording that it stands in, if it does. */
  slot: number
}

/** One operator that shows text, taken apart. */
export interface ShownText {
  /** Operators that stand for what ' and " do before they show. */
  readonly prefix: string
  /** What Tf was given, to be given again after text in another font; null where `gs` set the font. */
  readonly font: string | null
  readonly face: Font
  readonly fontSize: number
  readonly characterSpacing: number
  readonly wordSpacing: number
  readonly renderMode: number
  /** Glyphs, and TJ's numbers between them. */
  readonly items: readonly (PlacedGlyph | number)[]
  readonly rise: number
  /** Millimetres of the page to unscaled text space: [x', y'] = [a x + c y, b x + d y]. */
  readonly toText: readonly [number, number, number, number]
  /** What TJ's number must be to move by one unit of text space. */
  readonly adjustmentPerUnit: number
}
