import type { PDFDict } from 'pdf-lib'
import { Encodings } from 'pdf-lib/standard-fonts'
import { getDict, getName } from './read-objects.ts'

/** Characters by the names that encodings give them; ligatures read as their letters. */
const byName = (): ReadonlyMap<string, string> => {
  const names = new Map<string, string>([
    ['ff', 'ff'],
    ['fi', 'fi'],
    ['fl', 'fl'],
    ['ffi', 'ffi'],
    ['ffl', 'ffl'],
    ['nbspace', ' '],
  ])
  const { WinAnsi } = Encodings
  for (const point of WinAnsi.supportedCodePoints) {
    const { name } = WinAnsi.encodeUnicodeCodePoint(point)
    if (!names.has(name)) names.set(name, String.fromCodePoint(point))
  }
  return names
}

let names: ReadonlyMap<string, string> | null = null

const HEX_NAME = /^uni([0-9A-F]{4})$/

const textOfName = (name: string): string => {
  const hex = HEX_NAME.exec(name)
  if (hex) return String.fromCodePoint(Number.parseInt(hex[1], 16))
  names ??= byName()
  return names.get(name) ?? ''
}

/** What a font's codes mean where nothing else says. */
type BaseEncoding = 'win-ansi' | 'ascii' | 'unknown'

const baseEncodingOf = (font: PDFDict): BaseEncoding => {
  const base = getName(font, 'Encoding') ?? getName(getDict(font, 'Encoding'), 'BaseEncoding')
  if (base === 'WinAnsiEncoding') return 'win-ansi'
  if (base === 'MacRomanEncoding' || base === 'StandardEncoding') return 'ascii'
  // A font program's own codes may mean anything; the standard 14 mean letters by theirs.
  const isStandard = getDict(font, 'FontDescriptor') === null
  return isStandard && !/symbol|dingbats/i.test(getName(font, 'BaseFont') ?? '') ? 'ascii' : 'unknown'
}

/** Where the named encodings differ from ASCII and from one another. */
const QUOTES = new Set([0x27, 0x60])

const winAnsi = (): ReadonlyMap<number, string> => {
  const { WinAnsi } = Encodings
  return new Map(
    WinAnsi.supportedCodePoints.map((point) => [
      WinAnsi.encodeUnicodeCodePoint(point).code,
      String.fromCodePoint(point),
    ]),
  )
}

/** What the codes of a simple font read as where it has no ToUnicode: by glyph names, and by its encoding. */
export const simpleCodeText = (
  font: PDFDict,
  differences: ReadonlyMap<number, string>,
): ((code: number) => string) => {
  const base = baseEncodingOf(font)
  const byCode = base === 'win-ansi' ? winAnsi() : null
  return (code) => {
    const name = differences.get(code)
    if (name !== undefined) return textOfName(name)
    if (byCode) return byCode.get(code) ?? ''
    const isAscii = code >= 0x20 && code <= 0x7e && !QUOTES.has(code)
    return base === 'ascii' && isAscii ? String.fromCharCode(code) : ''
  }
}
