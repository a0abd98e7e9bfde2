import { PDFArray, PDFNumber } from 'pdf-lib'
import type { PDFDict } from 'pdf-lib'
import { blankGlyphs, drawnGlyphs } from './blank-glyphs.ts'
import { decodeStream } from './decode-stream.ts'
import { isPause, isScriptFace, kindOfUnicode } from './font.ts'
import type { Font, FontGlyph, GlyphKind } from './font.ts'
import { isCharacter, parseCMap, rangeLookup, textLookup } from './parse-cmap.ts'
import type { CodeRange, CodeSpace } from './parse-cmap.ts'
import { IDENTITY_SPACES, predefinedCMap } from './predefined-cmaps.ts'
import {
  dictOf,
  getArray,
  getDict,
  getName,
  getNumber,
  getStream,
  numbersOf,
  resolve,
} from './read-objects.ts'

interface CodeTable {
  readonly vertical: boolean
  readonly codeSpaces: readonly CodeSpace[]
  /** -1: unknown. */
  readonly cidOf: (code: number, bytes: number) => number
  readonly unicodeOf: (code: number, bytes: number) => number
}

const IDENTITY_TABLE = (vertical: boolean): CodeTable => ({
  vertical,
  codeSpaces: IDENTITY_SPACES,
  cidOf: (code) => code,
  unicodeOf: () => -1,
})

const namedTable = (name: string): CodeTable | null => {
  const vertical = name.endsWith('-V')
  if (name === 'Identity-H' || name === 'Identity-V') return IDENTITY_TABLE(vertical)
  const found = predefinedCMap(name)
  if (!found) return null
  const isAscii = (code: number, bytes: number) =>
    (found.unicode || bytes === 1) && code >= 0x20 && code <= 0x7e
  return {
    vertical,
    codeSpaces: found.codeSpaces,
    cidOf: (code, bytes) => {
      if (!isAscii(code, bytes)) return -1
      return code === 0x20 ? found.spaceCid : found.firstCid + code - 0x21
    },
    unicodeOf: (code, bytes) => {
      if (found.unicode) return code
      return bytes === 1 ? code : -1
    },
  }
}

const codeTable = (font: PDFDict): CodeTable | null => {
  const name = getName(font, 'Encoding')
  if (name !== null) return namedTable(name)
  const stream = getStream(font, 'Encoding')
  const bytes = stream && decodeStream(stream)
  if (!stream || !bytes) return null
  const cmap = parseCMap(bytes)
  const parentName = cmap.parent ?? getName(stream.dict, 'UseCMap')
  const parent = parentName === null ? null : namedTable(parentName)
  const cids = rangeLookup(cmap.cids)
  return {
    vertical: cmap.vertical || getNumber(stream.dict, 'WMode') === 1,
    codeSpaces: cmap.codeSpaces.length > 0 ? cmap.codeSpaces : (parent?.codeSpaces ?? IDENTITY_SPACES),
    cidOf: (code, length) => {
      const cid = cids(code, length)
      return cid >= 0 || !parent ? cid : parent.cidOf(code, length)
    },
    unicodeOf: parent?.unicodeOf ?? (() => -1),
  }
}

const within = (space: CodeSpace, code: number): boolean => {
  for (let shift = 0; shift < space.bytes; shift++) {
    const scale = 256 ** shift
    const byte = Math.floor(code / scale) % 256
    if (byte < Math.floor(space.low / scale) % 256 || byte > Math.floor(space.high / scale) % 256)
      return false
  }
  return true
}

/** How many bytes the code at `at` takes; codes outside every space take the shortest one's length. */
const codeLength = (spaces: readonly CodeSpace[], string: Uint8Array, at: number): number => {
  let code = 0
  for (let bytes = 1; bytes <= 4 && at + bytes <= string.length; bytes++) {
    code = code * 256 + string[at + bytes - 1]
    if (spaces.some((space) => space.bytes === bytes && within(space, code))) return bytes
  }
  const shortest = spaces.reduce((least, space) => Math.min(least, Math.max(1, space.bytes)), 4)
  return Math.min(shortest, string.length - at)
}

/** W: "c [w1 w2 ...]" and "first last w" (ISO 32000-1, 9.7.4.3). */
const readWidths = (descendant: PDFDict): ReadonlyMap<number, number> => {
  const widths = new Map<number, number>()
  const items =
    getArray(descendant, 'W')
      ?.asArray()
      .map((item) => resolve(descendant.context, item)) ?? []
  for (let i = 0; i + 1 < items.length;) {
    const first = items[i]
    const next = items[i + 1]
    const last = items[i + 2]
    if (!(first instanceof PDFNumber)) {
      i++
    } else if (next instanceof PDFArray) {
      numbersOf(descendant.context, next).forEach((width, k) => widths.set(first.asNumber() + k, width))
      i += 2
    } else if (next instanceof PDFNumber && last instanceof PDFNumber) {
      const end = Math.min(next.asNumber(), 0xffff)
      for (let cid = first.asNumber(); cid <= end; cid++) widths.set(cid, last.asNumber())
      i += 3
    } else i++
  }
  return widths
}

/** Without a Unicode value, a glyph as wide as it is high is taken for an ideograph; another may be of any script. */
const kindOf = (unicode: number, width: number, isBlank: boolean): GlyphKind => {
  if (unicode >= 0) return kindOfUnicode(unicode)
  if (isBlank) return 'space'
  return width > 0.95 && width < 1.05 ? 'ideograph' : 'joined'
}

const unicodesOf = (font: PDFDict): readonly CodeRange[] => {
  const stream = getStream(font, 'ToUnicode')
  const bytes = stream && decodeStream(stream)
  return bytes ? parseCMap(bytes).unicodes : []
}

type GlyphFacts = Omit<FontGlyph, 'bytes'>

/** More codes than a font has glyphs are a hostile file's. */
const MOST_CODES = 70_000

/** Codes by the one character that they stand for. */
const codesByCharacter = (unicodes: readonly CodeRange[]): ReadonlyMap<string, readonly [number, number]> => {
  const codes = new Map<string, readonly [number, number]>()
  for (const { bytes, low, high, first, more } of unicodes) {
    if (more !== '' || first < 0) continue
    for (let code = low; code <= high && codes.size < MOST_CODES; code++) {
      const unicode = first + code - low
      if (!isCharacter(unicode)) break
      codes.set(String.fromCodePoint(unicode), [code, bytes])
    }
  }
  return codes
}

const bytesOfCode = (code: number, length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, k) => Math.floor(code / 256 ** (length - 1 - k)) % 256)

/** What is known of a code, kept once found out. */
const describer = (font: PDFDict, descendant: PDFDict, table: CodeTable) => {
  const widths = readWidths(descendant)
  const defaultWidth = getNumber(descendant, 'DW') ?? 1000
  const unicodes = unicodesOf(font)
  const toUnicode = rangeLookup(unicodes)
  const toText = textLookup(unicodes)
  const isBlank = blankGlyphs(descendant)
  const script = isScriptFace(getNumber(getDict(descendant, 'FontDescriptor'), 'Flags'))
  const known = new Map<number, GlyphFacts>()
  const describe = (code: number, bytes: number): GlyphFacts => {
    const cid = table.cidOf(code, bytes)
    const listed = widths.get(cid) ?? defaultWidth
    const width = Number.isFinite(listed) ? listed / 1000 : 0
    const told = toUnicode(code, bytes)
    const unicode = told >= 0 ? told : table.unicodeOf(code, bytes)
    const read = kindOf(unicode, width, unicode < 0 && isBlank(cid))
    const kind = script && read === 'letter' ? 'joined' : read
    // Down the page by default (ISO 32000-1, DW2); only kept so that later text is not taken for its neighbour.
    return {
      width: table.vertical ? -1 : width,
      kind,
      widened: bytes === 1 && code === 32,
      pause: isPause(unicode),
      text: toText(code, bytes) || (isCharacter(unicode) ? String.fromCodePoint(unicode) : ''),
    }
  }
  const factsOf = (code: number, bytes: number): GlyphFacts => {
    const key = code * 8 + bytes
    const found = known.get(key) ?? describe(code, bytes)
    known.set(key, found)
    return found
  }
  const seen = (character: string): readonly [number, number] | null => {
    for (const [key, { text }] of known) if (text === character) return [Math.floor(key / 8), key % 8]
    return null
  }
  const isDrawn = drawnGlyphs(descendant)
  let codes: ReadonlyMap<string, readonly [number, number]> | null = null
  const embedded = (character: string): readonly [number, number] | null => {
    codes ??= codesByCharacter(unicodes)
    const found = codes.get(character)
    return found && isDrawn(table.cidOf(...found)) ? found : null
  }
  const glyphFor = (character: string): FontGlyph | null => {
    const found = seen(character) ?? embedded(character)
    return found && { bytes: bytesOfCode(...found), ...factsOf(...found) }
  }
  return { factsOf, glyphFor }
}

/** A Type 0 font; null when its encoding or descendant cannot be made out. */
export const compositeFont = (font: PDFDict): Font | null => {
  const descendant = dictOf(font.context, getArray(font, 'DescendantFonts')?.asArray()[0])
  const table = codeTable(font)
  if (!descendant || !table) return null
  const { factsOf, glyphFor } = describer(font, descendant, table)
  const glyphsOf = (string: Uint8Array): FontGlyph[] => {
    const glyphs: FontGlyph[] = []
    for (let at = 0; at < string.length;) {
      const length = codeLength(table.codeSpaces, string, at)
      const bytes = string.subarray(at, at + length)
      const code = bytes.reduce((sum, byte) => sum * 256 + byte, 0)
      glyphs.push({ bytes, ...factsOf(code, length) })
      at += length
    }
    return glyphs
  }
  return { movable: !table.vertical, vertical: table.vertical, glyphsOf, glyphFor }
}
