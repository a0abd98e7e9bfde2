import type { GreyRaster, RasterDocument, RenderedChar } from '../document/document.ts'
import type { OpenDocument } from '../document/open-document.ts'
import { openWordless } from '../document/open-wordless.ts'

/** Pages as they are and without their words; pages count from 0. */
export interface WordViews {
  /** A page at a number of pixels per millimetre; of it and of the others one each is held at a time. */
  readonly render: (page: number, pixelsPerMm: number) => GreyRaster
  /** The same without the words that can be moved. */
  readonly wordless: (page: number, pixelsPerMm: number) => GreyRaster
  /** A page's characters; without them it gets no text carrier. */
  readonly chars?: (page: number) => readonly RenderedChar[]
}

/** What planning looks at. */
export interface PageViews extends WordViews {
  /** A page without its words and without the pictures in which something can be moved. */
  readonly pictureless: (page: number, pixelsPerMm: number) => GreyRaster
}

type Open<Views> = Required<Views> & { readonly close: () => void }

/** Nothing is opened for a document without words. The memory that this takes is PDFium's until `close`; `raster` stays the caller's. */
export const openWordViews = async (
  source: OpenDocument,
  raster: RasterDocument,
): Promise<Open<WordViews>> => {
  const without = source.pages.some(({ words }) => words.length > 0) ? await openWordless(source) : null
  return {
    render: (page, pixelsPerMm) => raster.render(page, pixelsPerMm),
    wordless: (page, pixelsPerMm) => (without ?? raster).render(page, pixelsPerMm),
    chars: (page) => raster.chars(page),
    close: () => without?.close(),
  }
}

/** As `openWordViews`; and nothing more is opened for a document without pictures. */
export const openViews = async (source: OpenDocument, raster: RasterDocument): Promise<Open<PageViews>> => {
  const views = await openWordViews(source, raster)
  if (source.pages.every(({ pictures }) => pictures.length === 0)) {
    return { ...views, pictureless: views.wordless }
  }
  try {
    const bare = await openWordless(source, 'blank')
    return {
      ...views,
      pictureless: (page, pixelsPerMm) => bare.render(page, pixelsPerMm),
      close: () => {
        views.close()
        bare.close()
      },
    }
  } catch (error) {
    views.close()
    throw error
  }
}
