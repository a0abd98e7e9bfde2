import { openDocument } from '../../main/document/open-document.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { prepareWriter } from '../../main/document/prepare-writer.ts'
import { decodePicture } from '../../main/image/decode.ts'
import { luma } from '../../main/image/luma.ts'
import { makeCopy, planDocument, type CarrierSwitches, type PlannedPage } from '../../main/issue/issue.ts'
import { describePage, type PageFeatures } from '../../main/trace/find-page.ts'
import { libraryPage, type LibraryPage, type TraceLibrary } from '../../main/trace/library.ts'
import { tracePictures, type TraceOutcome } from '../../main/trace/trace.ts'
import type { Medium } from '../../shared/mark/layout.ts'
import type { RasterDocument } from '../../main/document/document.ts'
import type { LeakPage } from '../leak/leak-types.ts'
import { testStream } from '../support/test-streams.ts'

/**
 * A document issued without a vault: benchmarks and experiments make copies and trace leaks through the
 * same code as the engine, with sign streams of their own.
 */
export interface LabDocument {
  readonly documentId: string
  readonly raster: RasterDocument
  readonly pages: readonly PlannedPage[]
  readonly library: readonly LibraryPage[]
  readonly copy: (copyId: string, carriers?: CarrierSwitches) => Promise<Uint8Array>
}

export const LAB_STREAM = testStream('lab')
const DECOY_STREAM = testStream('lab decoys')

const RECIPIENT = { name: '王小明', unit: '水务局 Water Bureau' }

export const issueInLab = async (
  documentId: string,
  pdf: Uint8Array,
  medium: Medium,
): Promise<LabDocument> => {
  const source = await openDocument(pdf)
  const raster = await openRaster(pdf)
  const pages = planDocument(source, (page, pixelsPerMm) => raster.render(page, pixelsPerMm), medium)
  const writer = await prepareWriter(source)
  const library = pages.map(({ layout }, page) =>
    libraryPage(layout, (pxPerMm) => raster.render(page, pxPerMm)),
  )
  const copy = (copyId: string, carriers?: CarrierSwitches) =>
    makeCopy({
      writer,
      pages,
      signStream: LAB_STREAM,
      medium,
      copy: {
        copyId,
        number: 3,
        of: 12,
        code: 'LAB0-TEST',
        recipient: RECIPIENT,
        occasion: '第12次常务会',
        time: '2026-11-23 15:04',
      },
      identity: { documentId, issuanceId: 'lab', copyId, copyNumber: '3/12' },
      ...(carriers === undefined ? {} : { carriers }),
    })
  return { documentId, raster, pages, library, copy }
}

const MM_PER_INCH = 25.4

/** A page of a PDF as a leak channel wants it. Screens are rendered in colour, printers in grey as the printer gets it. */
export const renderForLeak = async (
  pdf: Uint8Array,
  page: number,
  kind: 'screen' | 'print',
): Promise<LeakPage> => {
  const raster = await openRaster(pdf)
  try {
    const dpi = kind === 'print' ? 600 : 192
    const px = dpi / MM_PER_INCH
    if (kind === 'print') {
      const grey = raster.render(page, px, { printing: true })
      return { width: grey.width, height: grey.height, channels: 1, data: grey.data, dpi }
    }
    const rgb = raster.renderRgb(page, px)
    return { width: rgb.width, height: rgb.height, channels: 3, data: rgb.rgb, dpi }
  } finally {
    raster.close()
  }
}

/** Who is suspected: the same copies of every document, or each document's own. */
export type CopyIds = readonly string[] | ((documentId: string) => readonly string[])

export const labLibrary = (documents: readonly LabDocument[], copyIds: CopyIds): TraceLibrary => ({
  documents: documents.map(({ documentId, pages }) => ({
    documentId,
    originalId: documentId,
    pages: pages.length,
    copyIds: typeof copyIds === 'function' ? copyIds(documentId) : copyIds,
  })),
  page: (documentId, page) => {
    const document = documents.find((d) => d.documentId === documentId)
    if (!document) return Promise.reject(new RangeError(`no document ${documentId}`))
    return Promise.resolve(document.library[page])
  },
})

/** Features are found once per page and process. */
const described = new WeakMap<LibraryPage, PageFeatures>()
export const featuresOf = (page: LibraryPage): PageFeatures => {
  const known = described.get(page) ?? describePage(page.original, page.pxPerMm)
  described.set(page, known)
  return known
}

export const traceInLab = async (
  documents: readonly LabDocument[],
  copyIds: CopyIds,
  leaks: readonly Buffer[],
  limit = 1e-6,
): Promise<TraceOutcome> => {
  const library = labLibrary(documents, copyIds)
  const pictures = await Promise.all(
    leaks.map(async (bytes, k) => ({ name: `leak ${k + 1}`, plane: luma(await decodePicture(bytes)) })),
  )
  return tracePictures({
    pictures,
    library,
    features: async (documentId, page) => featuresOf(await library.page(documentId, page)),
    signStream: LAB_STREAM,
    decoyStream: DECOY_STREAM,
    limit,
  })
}
