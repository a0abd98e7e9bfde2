import type { Pdfium } from './pdfium.ts'

/** From the CJK radicals on; below that PDFium's built-in faces stand in. */
const FIRST_CJK = 0x2e80

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

/** Adds the fonts of a page's Chinese, Japanese and Korean text that the file does not carry. */
export const cjkFontsNotEmbedded = (pdfium: Pdfium, page: number, names: Set<string>): void => {
  const { api } = pdfium
  const text = api.FPDFText_LoadPage(page)
  const seen = new Set<number>()
  try {
    const count = api.FPDFText_CountChars(text)
    for (let i = 0; i < count; i++) {
      if (api.FPDFText_GetUnicode(text, i) < FIRST_CJK) continue
      const object = api.FPDFText_GetTextObject(text, i)
      const font = object === 0 ? 0 : api.FPDFTextObj_GetFont(object)
      if (font === 0 || seen.has(font)) continue
      seen.add(font)
      if (api.FPDFFont_GetIsEmbedded(font) === 0) names.add(fontName(pdfium, font) || '(unnamed)')
    }
  } finally {
    api.FPDFText_ClosePage(text)
  }
}
