import { Failure } from '../../shared/contract/failure.ts'
import { invertAffine, mapAffine } from '../../shared/maths/geometry.ts'
import type { Affine } from '../../shared/maths/geometry.ts'
import type { GreyRaster, PageGeometry, RasterDocument, RenderedChar } from './document.ts'
import { loadPdfium } from './load-pdfium.ts'
import { findFontsNotEmbedded } from './missing-fonts.ts'
import type { FontsNotEmbedded } from './missing-fonts.ts'
import { MM_PER_POINT, pageGeometry } from './page-geometry.ts'
import type { Pdfium } from './pdfium.ts'
import { readPageText } from './read-page-text.ts'
import { readUserUnits } from './read-user-units.ts'
import { renderPage } from './render-page.ts'

/** fpdfview.h, FPDF_ERR_PASSWORD. */
const ERR_PASSWORD = 4

const loadFailure = (pdfium: Pdfium, passwordGiven: boolean): Failure => {
  if (pdfium.api.FPDF_GetLastError() !== ERR_PASSWORD) {
    return new Failure('document-broken', 'This PDF cannot be opened. Print it to a new PDF and try again.')
  }
  return new Failure(
    'document-encrypted',
    passwordGiven
      ? 'The password does not open this PDF. Check it and try again.'
      : 'This PDF asks for a password. Give it with --password.',
  )
}

const geometryOf = (pdfium: Pdfium, page: number, userUnit: number): PageGeometry => {
  const { api, heap, allocate, free } = pdfium
  const rect = allocate(16)
  try {
    api.FPDF_GetPageBoundingBox(page, rect)
    const [left, top, right, bottom] = heap().HEAPF32.subarray(rect >> 2, (rect >> 2) + 4)
    return pageGeometry([left, bottom, right, top], api.FPDFPage_GetRotation(page), userUnit)
  } finally {
    free(rect)
  }
}

interface ReadChar {
  /** By which PDFium knows it. */
  readonly index: number
  readonly x: number
  readonly y: number
}

const OFF_LINE_POINTS = 0.01

/** Characters that one glyph stands for by its ActualText (ligatures, as Chromium writes them) all lie where their text starts. */
const isPiece = (chars: readonly ReadChar[], i: number): boolean =>
  [chars[i - 1], chars[i + 1]].some((other) => other?.x === chars[i].x && other.y === chars[i].y)

const readChars = (pdfium: Pdfium, page: number, toPage: Affine): RenderedChar[] => {
  const { api, heap, allocate, free } = pdfium
  const text = api.FPDFText_LoadPage(page)
  const point = allocate(16)
  const matrix = allocate(24)

  /** Of pieces PDFium leaves out the matrix of the form that they are drawn in. That of their text has it: scale, turn and start, on the page. */
  const startOfText = ({ index, x, y }: ReadChar): { x: number; y: number } => {
    api.FPDFText_GetMatrix(text, index, matrix)
    const [a, b, , , e, f] = heap().HEAPF32.subarray(matrix >> 2, (matrix >> 2) + 6)
    const off = Math.abs((x - e) * b - (y - f) * a)
    return off > OFF_LINE_POINTS * Math.hypot(a, b) ? { x: e, y: f } : { x, y }
  }

  try {
    const chars: ReadChar[] = []
    const count = api.FPDFText_CountChars(text)
    for (let index = 0; index < count; index++) {
      if (api.FPDFText_IsGenerated(text, index) === 1) continue
      if (!api.FPDFText_GetCharOrigin(text, index, point, point + 8)) continue
      const [x, y] = heap().HEAPF64.subarray(point >> 3, (point >> 3) + 2)
      chars.push({ index, x, y })
    }
    return chars.map((char, i) => ({
      code: api.FPDFText_GetUnicode(text, char.index),
      ...mapAffine(toPage, isPiece(chars, i) ? startOfText(char) : char),
    }))
  } finally {
    free(point)
    free(matrix)
    api.FPDFText_ClosePage(text)
  }
}

interface OpenFile {
  readonly pdfium: Pdfium
  readonly file: number
  readonly document: number
}

const load = (pdfium: Pdfium, bytes: Uint8Array, password: string | undefined): OpenFile => {
  const { api, heap, allocate, free } = pdfium
  const file = allocate(Math.max(1, bytes.length))
  heap().HEAPU8.set(bytes, file)
  const document = api.FPDF_LoadMemDocument(file, bytes.length, password ?? '')
  if (document !== 0) return { pdfium, file, document }
  const failure = loadFailure(pdfium, password !== undefined && password !== '')
  free(file)
  throw failure
}

interface OpenPages {
  readonly use: <T>(index: number, use: (page: number) => T) => T
  readonly close: () => void
}

/** Reading a page costs about as much as drawing it, so the last one used stays open for whatever is asked next. */
const openPages = ({ pdfium, document }: OpenFile): OpenPages => {
  let held: { readonly index: number; readonly page: number } | null = null
  const close = () => {
    if (held) pdfium.api.FPDF_ClosePage(held.page)
    held = null
  }
  const open = (index: number): number => {
    if (held?.index === index) return held.page
    close()
    const page = pdfium.api.FPDF_LoadPage(document, index)
    if (page === 0)
      throw new Failure(
        'document-broken',
        `Page ${index + 1} of this PDF cannot be read. Print it to a new PDF and try again.`,
      )
    held = { index, page }
    return page
  }
  return { use: (index, use) => use(open(index)), close }
}

/** Geometry by page, worked out when first asked for. */
const geometryReader = (pdfium: Pdfium, pages: OpenPages, userUnits: ReadonlyMap<number, number>) => {
  const known = new Map<number, PageGeometry>()
  return (index: number): PageGeometry => {
    const found =
      known.get(index) ?? pages.use(index, (page) => geometryOf(pdfium, page, userUnits.get(index) ?? 1))
    known.set(index, found)
    return found
  }
}

/** Looks through all pages once, when first asked. */
const fontReader = (pdfium: Pdfium, pages: OpenPages, pageCount: number): (() => FontsNotEmbedded) => {
  let known: FontsNotEmbedded | null = null
  return () => {
    if (known) return known
    const found: FontsNotEmbedded = { standIn: new Set(), missing: new Set() }
    for (let i = 0; i < pageCount; i++) pages.use(i, (page) => findFontsNotEmbedded(pdfium, page, found))
    known = found
    return found
  }
}

const closer = ({ pdfium, document, file }: OpenFile, pages: OpenPages): (() => void) => {
  let closed = false
  return () => {
    if (closed) return
    closed = true
    pages.close()
    pdfium.api.FPDF_CloseDocument(document)
    pdfium.free(file)
  }
}

/**
 * Opens a PDF for looking at.
 * @throws Failure document-broken, document-encrypted; render throws document-too-large for giant rasters.
 */
export const openRaster = async (
  bytes: Uint8Array,
  options: { readonly password?: string } = {},
): Promise<RasterDocument> => {
  const userUnits = await readUserUnits(bytes, options.password)
  const open = load(await loadPdfium(), bytes, options.password)
  const { pdfium, document } = open
  const pageCount = pdfium.api.FPDF_GetPageCount(document)
  const pages = openPages(open)
  const geometry = geometryReader(pdfium, pages, userUnits)
  const fonts = fontReader(pdfium, pages, pageCount)
  const render = (index: number, perMm: number, printing: boolean, channels: 1 | 3): GreyRaster => {
    const { widthMm, heightMm } = geometry(index)
    const [width, height] = [Math.round(widthMm * perMm), Math.round(heightMm * perMm)]
    const scale = perMm * MM_PER_POINT * (userUnits.get(index) ?? 1)
    return pages.use(index, (page) => renderPage(pdfium, { page, width, height, scale, printing, channels }))
  }
  return {
    pageCount,
    widthMm: (index) => geometry(index).widthMm,
    heightMm: (index) => geometry(index).heightMm,
    render: (index, perMm, how = {}) => render(index, perMm, how.printing ?? false, 1),
    renderRgb: (index, perMm, how = {}) => {
      const { width, height, data } = render(index, perMm, how.printing ?? false, 3)
      return { width, height, rgb: data }
    },
    chars: (index) => {
      const toPage = invertAffine(geometry(index).toUser)
      return pages.use(index, (page) => readChars(pdfium, page, toPage))
    },
    text: (index) => pages.use(index, (page) => readPageText(pdfium, page)),
    missingFonts: () => [...fonts().missing],
    standInFonts: () => [...fonts().standIn].filter((name) => !fonts().missing.has(name)),
    close: closer(open, pages),
  }
}
