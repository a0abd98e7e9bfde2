import { openDocument } from '../../main/document/open-document.ts'
import { openRaster } from '../../main/document/open-raster.ts'
import { prepareWriter } from '../../main/document/prepare-writer.ts'
import { decodePicture } from '../../main/image/decode.ts'
import { luma } from '../../main/image/luma.ts'
import { makeCopy, type CarrierSwitches, type PlannedPage } from '../../main/issue/issue.ts'
import { describePage, type PageFeatures } from '../../main/trace/find-page.ts'
import {
  libraryPage,
  type LibraryDocument,
  type LibraryPage,
  type TraceLibrary,
} from '../../main/trace/library.ts'
import { MOST_EDGE_PX, tracePictures, type TraceOutcome, type TraceRequest } from '../../main/trace/trace.ts'
import type { Medium } from '../../shared/mark/layout.ts'
import type { SignStream } from '../../shared/mark/signs.ts'
import { MARK_ALPHABET } from '../../shared/mark/text-marks.ts'
import type { RasterDocument } from '../../main/document/document.ts'
import type { LeakPage } from '../leak/leak-types.ts'
import { planDocument } from '../support/plan-document.ts'
import { planWorded } from '../support/plan-worded.ts'
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

export interface LabIssue {
  /** In place of the lab's own. */
  readonly signStream?: SignStream
  /** Every place that is proposed is allowed. */
  readonly wordings?: boolean
}

/** Its pages as a vault that is opened anew has them: nothing is drawn, and nothing worked out from them. */
export const openedAnew = ({ pages, raster }: Pick<LabDocument, 'pages' | 'raster'>): LibraryPage[] =>
  pages.map(({ layout }, page) => libraryPage(layout, (pxPerMm) => raster.render(page, pxPerMm)))

export const issueInLab = async (
  documentId: string,
  pdf: Uint8Array,
  medium: Medium,
  { wordings = false, signStream = LAB_STREAM }: LabIssue = {},
): Promise<LabDocument> => {
  const source = await openDocument(pdf)
  const raster = await openRaster(pdf)
  const { pages, worded } = wordings
    ? await planWorded(source, raster, medium)
    : { pages: await planDocument(source, raster, medium), worded: source }
  const writer = await prepareWriter(worded, { characters: MARK_ALPHABET })
  const library = openedAnew({ pages, raster })
  const copy = (copyId: string, carriers?: CarrierSwitches) =>
    makeCopy({
      writer,
      pages,
      signStream,
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

/** As a viewer shows it; as a printer that prints black alone is sent it; and as a colour printer is. */
export type RenderedFor = 'screen' | 'print' | 'colour-print'

/** A page as a leak channel wants it. The raster must stay open as long as the page is used. */
export const leakPageOf = (raster: RasterDocument, page: number, kind: RenderedFor): LeakPage => {
  if (kind === 'print') {
    const { width, height, data } = raster.render(page, 600 / MM_PER_INCH, { printing: true })
    return { width, height, channels: 1, data, dpi: 600 }
  }
  const draw = (dpi: number): LeakPage => {
    const { width, height, rgb } = raster.renderRgb(page, dpi / MM_PER_INCH, { printing: kind !== 'screen' })
    return { width, height, channels: 3, data: rgb, dpi }
  }
  return kind === 'screen' ? { ...draw(192), drawAt: draw } : draw(600)
}

/** A page of a PDF, drawn once. */
export const renderForLeak = async (pdf: Uint8Array, page: number, kind: RenderedFor): Promise<LeakPage> => {
  const raster = await openRaster(pdf)
  try {
    const { width, height, channels, data, dpi } = leakPageOf(raster, page, kind)
    return { width, height, channels, data, dpi }
  } finally {
    raster.close()
  }
}

/** Who is suspected: the same copies of every document, or each document's own. */
export type CopyIds = readonly string[] | ((documentId: string) => readonly string[])

export const labLibrary = (documents: readonly LabDocument[], copyIds: CopyIds): TraceLibrary => {
  const find = (documentId: string): LabDocument | undefined =>
    documents.find((document) => document.documentId === documentId)
  return {
    documents: documents.map(({ documentId, pages }) => ({
      documentId,
      originalId: documentId,
      pages: pages.length,
      copyIds: typeof copyIds === 'function' ? copyIds(documentId) : copyIds,
    })),
    page: (documentId, page) => {
      const document = find(documentId)
      if (!document) return Promise.reject(new RangeError(`no document ${documentId}`))
      return Promise.resolve(document.library[page])
    },
    layouts: (documentId) => Promise.resolve(find(documentId)?.pages.map(({ layout }) => layout) ?? []),
    places: (documentId) => Promise.resolve(find(documentId)?.library.map(({ layout }) => layout) ?? []),
  }
}

/** Pages that are registered too, in what the index holds before the documents' own. */
export interface OtherPages {
  readonly documents: readonly LibraryDocument[]
  readonly page: TraceLibrary['page']
  readonly features: TraceRequest['features']
}

export interface LabTrace extends Partial<
  Pick<TraceRequest, 'signStream' | 'scoreApart' | 'signal' | 'index'>
> {
  readonly limit?: number
  readonly others?: OtherPages
  /** Finds a page's features; done once per page and process. */
  readonly describe?: (page: LibraryPage) => PageFeatures
}

const described = new WeakMap<LibraryPage, PageFeatures>()
export const featuresOf = (page: LibraryPage, describe?: LabTrace['describe']): PageFeatures => {
  const known = described.get(page) ?? describe?.(page) ?? describePage(page.original(), page.pxPerMm)
  described.set(page, known)
  return known
}

export const traceInLab = async (
  documents: readonly LabDocument[],
  copyIds: CopyIds,
  leaks: readonly Buffer[],
  { limit = 1e-6, describe, others, ...request }: LabTrace = {},
): Promise<TraceOutcome> => {
  const own = labLibrary(documents, copyIds)
  const otherIds = new Set(others?.documents.map(({ documentId }) => documentId))
  const library: TraceLibrary = {
    documents: [...(others?.documents ?? []), ...own.documents],
    page: (documentId, page) => (others && otherIds.has(documentId) ? others : own).page(documentId, page),
    layouts: own.layouts,
    places: async (documentId) => {
      const other = others?.documents.find((document) => document.documentId === documentId)
      if (!others || !other) return own.places(documentId)
      const pages = Array.from({ length: other.pages }, (_, page) => others.page(documentId, page))
      return (await Promise.all(pages)).map(({ layout }) => layout)
    },
  }
  const pictures = await Promise.all(
    leaks.map(async (bytes, k) => ({
      name: `leak ${k + 1}`,
      plane: luma(await decodePicture(bytes, { maxEdge: MOST_EDGE_PX })),
    })),
  )
  return tracePictures({
    pictures,
    library,
    features: async (documentId, page) =>
      others && otherIds.has(documentId)
        ? others.features(documentId, page)
        : featuresOf(await library.page(documentId, page), describe),
    signStream: LAB_STREAM,
    decoyStream: DECOY_STREAM,
    limit,
    ...request,
  })
}
