import type { Pdfium } from './pdfium.ts'
import { standInHas } from './stand-in-font.ts'

/** From the CJK radicals on; below that PDFium's built-in faces stand in. */
const FIRST_CJK = 0x2e80
/** Symbols have codes of private use up there, ligatures and the alphabets of mathematics theirs: they are nobody's script. */
const CJK =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\u3000-\u303f\uff00-\uffef]/u

const fontName = ({ api, heap, allocate, free }: Pdfium, font: number): string => {
  const size = api.FPDFFont_GetBaseFontName(font, 0, 0)
  const buffer = allocate(Math.max(1, size))
  try {
    api.FPDFFont_GetBaseFontName(font, buffer, size)
    return Buffer.from(heap().HEAPU8.subarray(buffer, buffer + Math.max(0, size - 1))).toString('utf8')
  } finally {
    free(buffer)
  }
}

/** Fonts by name that the file does not carry, as far as Chinese, Japanese and Korean text needs them. */
export interface FontsNotEmbedded {
  /** The stand-in draws all of their characters. */
  readonly standIn: Set<string>
  /** Some of their characters would be left blank. */
  readonly missing: Set<string>
}

/** Adds what one page needs to `found`. */
export const findFontsNotEmbedded = (pdfium: Pdfium, page: number, found: FontsNotEmbedded): void => {
  const { api } = pdfium
  const text = api.FPDFText_LoadPage(page)
  /** Names of fonts by handle; null when embedded. */
  const names = new Map<number, string | null>()
  const nameOf = (font: number): string | null => {
    const known = names.get(font)
    if (known !== undefined) return known
    const name = api.FPDFFont_GetIsEmbedded(font) === 0 ? fontName(pdfium, font) || '(unnamed)' : null
    names.set(font, name)
    return name
  }
  try {
    const count = api.FPDFText_CountChars(text)
    for (let i = 0; i < count; i++) {
      const code = api.FPDFText_GetUnicode(text, i)
      if (code < FIRST_CJK || !CJK.test(String.fromCodePoint(code))) continue
      const object = api.FPDFText_GetTextObject(text, i)
      const font = object === 0 ? 0 : api.FPDFTextObj_GetFont(object)
      const name = font === 0 ? null : nameOf(font)
      if (name !== null) (standInHas(code) ? found.standIn : found.missing).add(name)
    }
  } finally {
    api.FPDFText_ClosePage(text)
  }
}
