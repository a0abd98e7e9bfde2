import type { Pdfium } from './pdfium.ts'

/** The text of a page with the spaces and line breaks that PDFium works out between its glyphs. */
export const readPageText = ({ api, heap, allocate, free }: Pdfium, page: number): string => {
  const text = api.FPDFText_LoadPage(page)
  const count = api.FPDFText_CountChars(text)
  // UTF-16, two units for what lies beyond the first plane, and a zero at the end.
  const units = 2 * Math.max(0, count) + 1
  const buffer = allocate(2 * units)
  try {
    const written = count > 0 ? api.FPDFText_GetText(text, 0, count, buffer) : 0
    const bytes = heap().HEAPU8.slice(buffer, buffer + 2 * Math.max(0, written - 1))
    return Buffer.from(bytes).toString('utf16le')
  } finally {
    free(buffer)
    api.FPDFText_ClosePage(text)
  }
}
