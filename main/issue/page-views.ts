import type { GreyRaster, RasterDocument, RenderedChar } from '../document/document.ts'
import type { OpenDocument } from '../document/open-document.ts'
import { openWordless } from '../document/open-wordless.ts'

/** What planning looks at; pages count from 0. */
export interface PageViews {
  /** A page at a number of pixels per millimetre; of it and of the others one each is held at a time. */
  readonly render: (page: number, pixelsPerMm: number) => GreyRaster
  /** The same without the words that can be moved. */
  readonly wordless: (page: number, pixelsPerMm: number) => GreyRaster
  /** The same without the pictures in which something can be moved. */
  readonly pictureless: (page: number, pixelsPerMm: number) => GreyRaster
  /** A page's characters; without them it gets no text carrier. */
  readonly chars?: (page: number) => readonly RenderedChar[]
}

export type OpenViews = Required<PageViews> & { readonly close: () => void }

/** Nothing is opened for a document without words and pictures. The memory that this takes is PDFium's until `close`; `raster` stays the caller's. */
export const openViews = async (source: OpenDocument, raster: RasterDocument): Promise<OpenViews> => {
  const without = source.pages.some(({ words }) => words.length > 0) ? await openWordless(source) : null
  try {
    const bare = source.pages.some(({ pictures }) => pictures.length > 0)
      ? await openWordless(source, 'blank')
      : raster
    return {
      render: (page, pixelsPerMm) => raster.render(page, pixelsPerMm),
      wordless: (page, pixelsPerMm) => (without ?? raster).render(page, pixelsPerMm),
      pictureless: (page, pixelsPerMm) => bare.render(page, pixelsPerMm),
      chars: (page) => raster.chars(page),
      close: () => {
        without?.close()
        if (bare !== raster) bare.close()
      },
    }
  } catch (error) {
    without?.close()
    throw error
  }
}
