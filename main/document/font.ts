/**
 * `space`: no ink; ends a word. `ideograph`: Chinese and its like, which has no spaces between words. `joined`: glyphs
 * that touch or stack, as in Arabic, or may do so for all one knows, so that a word must never be taken apart.
 */
export type GlyphKind = 'space' | 'letter' | 'joined' | 'ideograph'

export interface FontGlyph {
  readonly bytes: Uint8Array
  /** Advance in text space for a font size of 1; along the writing direction. */
  readonly width: number
  readonly kind: GlyphKind
  /** Single-byte code 32, the one that Tw widens (ISO 32000-1, 9.3.3). */
  readonly widened: boolean
  /** Punctuation of a script without spaces, after which the reader pauses. */
  readonly pause: boolean
  /** What it reads as, by the file's own account; empty where that is not known. */
  readonly text: string
}

export interface Font {
  /** False where shifting its glyphs is not understood: vertical writing, damaged fonts, Type 3 fonts whose em is not known. */
  readonly movable: boolean
  readonly vertical: boolean
  readonly glyphsOf: (string: Uint8Array) => FontGlyph[]
  /**
   * The glyph that this font is sure to draw a character with: one that the document shows somewhere, or whose outline is in
   * the embedded program. Ask when all content has been read.
   */
  readonly glyphFor: (character: string) => FontGlyph | null
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

/** Arabic, Syriac, the scripts of India and South-East Asia, Mongolian, presentation forms, and such of plane 1. */
const isJoinedScript = (unicode: number): boolean =>
  (unicode >= 0x0590 && unicode <= 0x10ff) ||
  (unicode >= 0x1700 && unicode <= 0x1cff) ||
  (unicode >= 0xa800 && unicode <= 0xabff) ||
  (unicode >= 0xfb1d && unicode <= 0xfdff) ||
  (unicode >= 0xfe70 && unicode <= 0xfefe) ||
  (unicode >= 0x10800 && unicode <= 0x11fff)

const PAUSES = new Set([...'、。，．：；！？）》」』】〉〕｡､'].map((c) => c.codePointAt(0) ?? 0))

export const isPause = (unicode: number): boolean => PAUSES.has(unicode)

const LINE_MARKS = new Set([0x5f, 0xaf, 0x203e, 0xfe4d, 0xfe4e, 0xfe4f, 0xff3f, 0xffe3])

/** Underscores, dashes longer than a hyphen, box drawing: rows of them make one line, in which a step would show. */
const isLineMark = (unicode: number): boolean =>
  LINE_MARKS.has(unicode) ||
  (unicode >= 0x2012 && unicode <= 0x2015) ||
  (unicode >= 0x2500 && unicode <= 0x259f)

export const kindOfUnicode = (unicode: number): GlyphKind => {
  if (isSpace(unicode)) return 'space'
  if (isJoinedScript(unicode) || isLineMark(unicode)) return 'joined'
  return isIdeograph(unicode) ? 'ideograph' : 'letter'
}

/** FontDescriptor Flags, bit 4 (ISO 32000-1, table 123): letters that look written by hand, often joined. */
const SCRIPT_FLAG = 8

export const isScriptFace = (flags: number | null): boolean => flags !== null && (flags & SCRIPT_FLAG) !== 0
