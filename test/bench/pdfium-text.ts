import { loadPdfium } from '../../main/document/load-pdfium.ts'

/** What Chromium's engine makes of a PDF's text: as it would be copied, and how often a search finds a phrase. */
export interface PdfiumText {
  readonly text: string
  readonly count: (phrase: string) => number
}

/** Not among the functions that the product uses. */
interface SearchApi {
  readonly FPDFText_FindStart: (text: number, phrase: number, flags: number, start: number) => number
  readonly FPDFText_FindNext: (search: number) => boolean
  readonly FPDFText_FindClose: (search: number) => void
}

const isSearchApi = (api: object): api is SearchApi =>
  'FPDFText_FindStart' in api && 'FPDFText_FindNext' in api && 'FPDFText_FindClose' in api

/** Opens the pages' text, hands it to `use`, and closes everything again. */
export const withPdfiumText = async <T>(bytes: Uint8Array, use: (text: PdfiumText) => T): Promise<T> => {
  const { api, heap, allocate, free } = await loadPdfium()
  if (!isSearchApi(api)) throw new RangeError('this PDFium cannot search')
  const file = allocate(bytes.length)
  heap().HEAPU8.set(bytes, file)
  const document = api.FPDF_LoadMemDocument(file, bytes.length, '')
  const pages = Array.from({ length: api.FPDF_GetPageCount(document) }, (_, i) =>
    api.FPDF_LoadPage(document, i),
  )
  const texts = pages.map((page) => api.FPDFText_LoadPage(page))
  const read = (text: number): string =>
    Array.from({ length: api.FPDFText_CountChars(text) }, (_, i) => {
      const code = api.FPDFText_GetUnicode(text, i)
      return code > 0 ? String.fromCodePoint(code) : ''
    }).join('')
  const countOn = (text: number, phrase: string): number => {
    const wide = Buffer.from(`${phrase}\0`, 'utf16le')
    const at = allocate(wide.length)
    heap().HEAPU8.set(wide, at)
    const search = api.FPDFText_FindStart(text, at, 0, 0)
    let found = 0
    while (api.FPDFText_FindNext(search)) found++
    api.FPDFText_FindClose(search)
    free(at)
    return found
  }
  try {
    return use({
      text: texts.map(read).join('\n'),
      count: (phrase) => texts.reduce((sum, text) => sum + countOn(text, phrase), 0),
    })
  } finally {
    for (const text of texts) api.FPDFText_ClosePage(text)
    for (const page of pages) api.FPDF_ClosePage(page)
    api.FPDF_CloseDocument(document)
    free(file)
  }
}
