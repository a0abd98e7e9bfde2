/** `space`: no ink; ends a word. `ideograph`: Chinese and its like, which has no spaces between words. */
export type GlyphKind = 'space' | 'letter' | 'ideograph'

export interface FontGlyph {
  readonly bytes: Uint8Array
  /** Advance in text space for a font size of 1; along the writing direction. */
  readonly width: number
  readonly kind: GlyphKind
  /** Single-byte code 32, the one that Tw widens (ISO 32000-1, 9.3.3). */
  readonly widened: boolean
}

export interface Font {
  /** False where shifting its glyphs is not understood: Type 3, vertical writing, damaged fonts. */
  readonly movable: boolean
  readonly vertical: boolean
  readonly glyphsOf: (string: Uint8Array) => FontGlyph[]
}

const SPACES = new Set([0x09, 0x0a, 0x0d, 0x20, 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0xfeff])

const isSpace = (unicode: number): boolean => SPACES.has(unicode) || (unicode >= 0x2000 && unicode <= 0x200f)

/** Scripts that run on without spaces: CJK with its punctuation, kana, bopomofo, full-width forms, the planes above. */
const isIdeograph = (unicode: number): boolean =>
  (unicode >= 0x2e80 && unicode <= 0x9fff) ||
  (unicode >= 0xf900 && unicode <= 0xfaff) ||
  (unicode >= 0xfe30 && unicode <= 0xfe4f) ||
  (unicode >= 0xff00 && unicode <= 0xffef) ||
  (unicode >= 0x20000 && unicode <= 0x3ffff)

export const kindOfUnicode = (unicode: number): GlyphKind => {
  if (isSpace(unicode)) return 'space'
  return isIdeograph(unicode) ? 'ideograph' : 'letter'
}
