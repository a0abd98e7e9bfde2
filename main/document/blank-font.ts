import { PDFArray, PDFDict, PDFName, PDFNumber, PDFRawStream, PDFString } from 'pdf-lib'
import type { PDFContext, PDFObject, PDFRef } from 'pdf-lib'
import { blankFontProgram } from './blank-font-program.ts'

/** A font that shows nothing and reads as the characters given: glyph i has the code i + 1. */
export interface BlankFont {
  readonly ref: PDFRef
  /** Strings of a content stream. */
  readonly codes: readonly string[]
}

export interface BlankGlyph {
  readonly character: string
  /** In thousandths of an em. */
  readonly advance: number
}

/** ISO 32000-1, table 123: the glyphs are not Adobe's standard Latin ones. */
const SYMBOLIC = 4
/** Of glyphs that are never shown. */
const DEFAULT_ADVANCE = 500
/** More entries are not allowed in one bfchar block (Adobe Technical Note 5014). */
const ENTRIES_PER_BLOCK = 100

const hex = (value: number): string => value.toString(16).padStart(4, '0')

const utf16 = (character: string): string =>
  Array.from({ length: character.length }, (_, i) => hex(character.charCodeAt(i))).join('')

const toUnicode = (characters: readonly string[]): string => {
  const blocks: string[] = []
  for (let from = 0; from < characters.length; from += ENTRIES_PER_BLOCK) {
    const entries = characters
      .slice(from, from + ENTRIES_PER_BLOCK)
      .map((character, i) => `<${hex(from + i + 1)}> <${utf16(character)}>`)
    blocks.push(`${entries.length} beginbfchar\n${entries.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin 12 dict begin begincmap',
    '/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def',
    '/CMapName /Adobe-Identity-UCS def /CMapType 2 def',
    '1 begincodespacerange <0000> <ffff> endcodespacerange',
    ...blocks,
    'endcmap CMapName currentdict /CMap defineresource pop end end',
  ].join('\n')
}

const dict = (context: PDFContext, entries: Readonly<Record<string, PDFObject>>): PDFDict => {
  const made = PDFDict.withContext(context)
  for (const [key, value] of Object.entries(entries)) made.set(PDFName.of(key), value)
  return made
}

const list = (context: PDFContext, items: readonly PDFObject[]): PDFArray => {
  const made = PDFArray.withContext(context)
  for (const item of items) made.push(item)
  return made
}

const systemInfo = (context: PDFContext): PDFDict =>
  dict(context, {
    Registry: PDFString.of('Adobe'),
    Ordering: PDFString.of('Identity'),
    Supplement: PDFNumber.of(0),
  })

/**
 * A composite font over an embedded program of empty glyphs, the form in which OCR programs lay text under scans, which every
 * extractor reads. `add` takes an object into the file.
 */
export const blankFont = (
  context: PDFContext,
  glyphs: readonly BlankGlyph[],
  add: (object: PDFObject) => PDFRef,
): BlankFont => {
  const name = PDFName.of('SiglumBlank')
  const characters = glyphs.map(({ character }) => character)
  const advances = glyphs.map(({ advance }) => advance)
  const program = blankFontProgram(advances)
  const file = add(PDFRawStream.of(dict(context, { Length1: PDFNumber.of(program.length) }), program))
  const descriptor = dict(context, {
    Type: PDFName.of('FontDescriptor'),
    FontName: name,
    Flags: PDFNumber.of(SYMBOLIC),
    FontBBox: list(
      context,
      [0, -200, 1000, 800].map((n) => PDFNumber.of(n)),
    ),
    ItalicAngle: PDFNumber.of(0),
    Ascent: PDFNumber.of(800),
    Descent: PDFNumber.of(-200),
    CapHeight: PDFNumber.of(800),
    StemV: PDFNumber.of(80),
    FontFile2: file,
  })
  const descendant = dict(context, {
    Type: PDFName.of('Font'),
    Subtype: PDFName.of('CIDFontType2'),
    BaseFont: name,
    CIDSystemInfo: systemInfo(context),
    FontDescriptor: add(descriptor),
    // pdf.js guesses a blank's width by the default one, and sees blanks everywhere where that is tiny.
    DW: PDFNumber.of(DEFAULT_ADVANCE),
    W: list(context, [
      PDFNumber.of(1),
      list(
        context,
        advances.map((advance) => PDFNumber.of(advance)),
      ),
    ]),
    CIDToGIDMap: PDFName.of('Identity'),
  })
  const ref = add(
    dict(context, {
      Type: PDFName.of('Font'),
      Subtype: PDFName.of('Type0'),
      BaseFont: name,
      Encoding: PDFName.of('Identity-H'),
      DescendantFonts: list(context, [add(descendant)]),
      ToUnicode: add(PDFRawStream.of(dict(context, {}), Buffer.from(toUnicode(characters), 'latin1'))),
    }),
  )
  return { ref, codes: glyphs.map((_, i) => hex(i + 1)) }
}
