import { PDFName, PDFNumber } from 'pdf-lib'
import type { PDFDict } from 'pdf-lib'
import { decodeStream } from './decode-stream.ts'
import { isScriptFace, kindOfUnicode } from './font.ts'
import type { Font, FontGlyph, GlyphKind } from './font.ts'
import { parseCMap, rangeLookup, textLookup } from './parse-cmap.ts'
import type { CodeRange } from './parse-cmap.ts'
import { simpleCodeText } from './simple-code-text.ts'
import {
  getArray,
  getDict,
  getName,
  getNumber,
  getStream,
  nameText,
  numbersOf,
  resolve,
} from './read-objects.ts'
import { standardWidths } from './standard-widths.ts'

/** Glyph names by code, from the encoding's Differences (ISO 32000-1, 9.6.6.1). */
const differencesOf = (font: PDFDict): ReadonlyMap<number, string> => {
  const names = new Map<number, string>()
  let code = 0
  for (const item of getArray(getDict(font, 'Encoding'), 'Differences')?.asArray() ?? []) {
    const found = resolve(font.context, item)
    if (found instanceof PDFNumber) code = found.asNumber()
    else if (found instanceof PDFName) names.set(code++, nameText(found))
  }
  return names
}

/** Advance by code for a font size of 1. */
const widthsOf = (font: PDFDict, differences: ReadonlyMap<number, string>): ((code: number) => number) => {
  const widths = numbersOf(font.context, getArray(font, 'Widths'))
  if (widths.length === 0) return standardWidths(getName(font, 'BaseFont') ?? '', differences)
  const first = getNumber(font, 'FirstChar') ?? 0
  const missing = getNumber(getDict(font, 'FontDescriptor'), 'MissingWidth') ?? 0
  const type3 = getName(font, 'Subtype') === 'Type3'
  const matrix = numbersOf(font.context, getArray(font, 'FontMatrix'))
  const unit = type3 && Number.isFinite(matrix[0]) ? matrix[0] : 0.001
  return (code) => {
    const width = widths[code - first]
    return (Number.isFinite(width) ? width : missing) * unit
  }
}

const SPACE_NAMES = new Set(['space', 'nbspace', 'nonbreakingspace', 'uni0020', 'uni00A0'])

/** Lines, and letters of Arabic and Hebrew, by the names that encodings give them (Adobe Glyph List). */
const JOINED_NAME =
  /^(underscore|macron|endash|emdash|uni(0[5-9A-F]|10|17|F[B-E])[0-9A-F]{2}|afii57\d{3}|(SF|ltshade).*)$/

const kindOfName = (name: string): GlyphKind => {
  if (SPACE_NAMES.has(name)) return 'space'
  return JOINED_NAME.test(name) ? 'joined' : 'letter'
}

const kindOfCode = (code: number): GlyphKind => {
  if (code === 32 || code === 160) return 'space'
  // The underscore, and in WinAnsiEncoding the two dashes.
  return code === 0x5f || code === 0x96 || code === 0x97 ? 'joined' : 'letter'
}

const isEmbedded = (font: PDFDict): boolean => {
  const descriptor = getDict(font, 'FontDescriptor')
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => getStream(descriptor, key) !== null)
}

const isType3 = (font: PDFDict): boolean => getName(font, 'Subtype') === 'Type3'

/** Null where the file does not say. */
const unicodesOf = (font: PDFDict): readonly CodeRange[] | null => {
  const stream = getStream(font, 'ToUnicode')
  const bytes = stream && decodeStream(stream)
  return bytes ? parseCMap(bytes).unicodes : null
}

const kindsOf = (
  font: PDFDict,
  differences: ReadonlyMap<number, string>,
  unicodes: readonly CodeRange[] | null,
): ((code: number) => GlyphKind) => {
  const unicodeOf = unicodes ? rangeLookup(unicodes) : () => -1
  // Poppler sets the glyphs of Type 3 fonts on whole pixels: a step within a word would be seen.
  const isOne = isType3(font) || isScriptFace(getNumber(getDict(font, 'FontDescriptor'), 'Flags'))
  return (code) => {
    const unicode = unicodeOf(code, 1)
    const name = differences.get(code)
    const kind =
      unicode >= 0 ? kindOfUnicode(unicode) : name === undefined ? kindOfCode(code) : kindOfName(name)
    return isOne && kind === 'letter' ? 'joined' : kind
  }
}

/** Em sizes of a font's widest glyph that an em of the font size goes with. */
const WIDEST = { least: 0.15, most: 2.5 } as const

/**
 * Type 3 fonts (Skia, and with it Chromium, writes OpenType faces with cubic outlines so) have a glyph space of their own. Where it
 * is turned or mirrored, or where the widest glyph says that the font size is not an em (TeX's bitmaps at size 1), the boxes
 * of words would not be known.
 */
const isUpright = (font: PDFDict, widthOf: (code: number) => number): boolean => {
  const [a, b, c] = numbersOf(font.context, getArray(font, 'FontMatrix'))
  if (!(a > 0) || b !== 0 || c !== 0) return false
  const widest = Array.from({ length: 256 }, (_, code) => widthOf(code)).reduce((x, y) => Math.max(x, y), 0)
  return widest >= WIDEST.least && widest <= WIDEST.most
}

/** Type 1, TrueType, MMType1 and Type 3: one byte, one glyph. */
export const simpleFont = (font: PDFDict): Font => {
  const differences = differencesOf(font)
  const unicodes = unicodesOf(font)
  const widthOf = widthsOf(font, differences)
  const kindOf = kindsOf(font, differences, unicodes)
  const told = unicodes ? textLookup(unicodes) : () => ''
  const named = simpleCodeText(font, differences)
  const known: (Omit<FontGlyph, 'bytes'> | undefined)[] = []
  const factsOf = (code: number): Omit<FontGlyph, 'bytes'> => ({
    width: widthOf(code),
    kind: kindOf(code),
    widened: code === 32,
    pause: false,
    text: told(code, 1) || named(code),
  })
  const glyphsOf = (string: Uint8Array): FontGlyph[] =>
    Array.from(string, (code, at) => {
      known[code] ??= factsOf(code)
      return { bytes: string.subarray(at, at + 1), ...known[code] }
    })
  /** A program that is not embedded is drawn with a whole face; of an embedded one only what is shown is sure to be there. */
  const isWhole = !isEmbedded(font)
  const glyphFor = (character: string): FontGlyph | null => {
    for (let code = 0; code < 256; code++) {
      const facts = known[code] ?? (isWhole ? factsOf(code) : undefined)
      if (facts?.text === character) return { bytes: Uint8Array.of(code), ...facts }
    }
    return null
  }
  const movable = !isType3(font) || isUpright(font, widthOf)
  return { movable, vertical: false, glyphsOf, glyphFor }
}
