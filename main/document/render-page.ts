import { Failure } from '../../shared/contract/failure.ts'
import type { GreyRaster } from './document.ts'
import type { Pdfium } from './pdfium.ts'

// fpdfview.h
const BITMAP_GRAY = 1
const BITMAP_BGR = 2
const FLAG_ANNOTATIONS = 0x01
const FLAG_GREYSCALE = 0x08
const FLAG_REVERSE_BYTE_ORDER = 0x10
const FLAG_PRINTING = 0x800

/** An A0 sheet at 400 dpi has 250 million pixels. */
const MAX_PIXELS = 300e6

export interface RenderJob {
  /** PDFium's page handle. */
  readonly page: number
  readonly width: number
  readonly height: number
  /** Pixels per default user-space unit of the page. */
  readonly scale: number
  readonly printing: boolean
  readonly channels: 1 | 3
}

const assertSize = ({ width, height }: RenderJob): void => {
  if (width >= 1 && height >= 1 && width * height <= MAX_PIXELS) return
  throw new Failure(
    'document-too-large',
    `A page cannot be drawn at ${width} by ${height} pixels. Check the page's size in the PDF.`,
  )
}

/** The matrix from points of the page as displayed to pixels, and after it the clip: all of the bitmap. */
const writeMatrix = (pdfium: Pdfium, job: RenderJob, at: number): void => {
  const { scale, width, height } = job
  pdfium.heap().HEAPF32.set([scale, 0, 0, scale, 0, 0, 0, 0, width, height], at >> 2)
}

const copyRows = (pdfium: Pdfium, bitmap: number, job: RenderJob): Uint8Array => {
  const { api, heap } = pdfium
  const from = api.FPDFBitmap_GetBuffer(bitmap)
  const stride = api.FPDFBitmap_GetStride(bitmap)
  const row = job.width * job.channels
  const pixels = new Uint8Array(row * job.height)
  const { HEAPU8 } = heap()
  for (let y = 0; y < job.height; y++) {
    pixels.set(HEAPU8.subarray(from + y * stride, from + y * stride + row), y * row)
  }
  return pixels
}

/** @throws Failure document-too-large */
export const renderPage = (pdfium: Pdfium, job: RenderJob): GreyRaster => {
  assertSize(job)
  const { api, allocate, free } = pdfium
  const grey = job.channels === 1
  const bitmap = api.FPDFBitmap_CreateEx(job.width, job.height, grey ? BITMAP_GRAY : BITMAP_BGR, 0, 0)
  if (bitmap === 0) throw new Failure('document-too-large', 'There is not enough memory to draw this page.')
  const matrix = allocate(40)
  try {
    api.FPDFBitmap_FillRect(bitmap, 0, 0, job.width, job.height, 0xffffffff)
    writeMatrix(pdfium, job, matrix)
    const flags =
      FLAG_ANNOTATIONS |
      (grey ? FLAG_GREYSCALE : FLAG_REVERSE_BYTE_ORDER) |
      (job.printing ? FLAG_PRINTING : 0)
    api.FPDF_RenderPageBitmapWithMatrix(bitmap, job.page, matrix, matrix + 24, flags)
    return { width: job.width, height: job.height, data: copyRows(pdfium, bitmap, job) }
  } finally {
    free(matrix)
    api.FPDFBitmap_Destroy(bitmap)
  }
}
