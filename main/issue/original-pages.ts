import type { GreyRaster, RasterDocument, RenderedChar } from '../document/document.ts'
import { checkScale, closeUpScale } from './raster-scale.ts'

export interface RenderedPage {
  readonly raster: GreyRaster
  readonly chars: readonly RenderedChar[]
}

/** Reading the characters costs as much as drawing: worth it only where there are any. */
type WithChars = 'chars' | 'no-chars'

/** The original's pages as copies are checked against; the first so many stay in memory. */
export interface OriginalPages {
  readonly pageCount: number
  readonly widthMm: (page: number) => number
  readonly heightMm: (page: number) => number
  readonly page: (page: number, printing: boolean) => RenderedPage
  /** For a closer look. */
  readonly closeUp: (page: number) => GreyRaster
}

/** Some 350 pages of A4. */
const MOST_BYTES_KEPT = 256 * 1024 * 1024

export const renderForCheck = (
  document: RasterDocument,
  page: number,
  printing: boolean,
  chars: WithChars,
): RenderedPage => {
  const scale = checkScale(document.widthMm(page), document.heightMm(page))
  return {
    raster: document.render(page, scale, { printing }),
    chars: chars === 'chars' ? document.chars(page) : [],
  }
}

export const renderCloseUp = (document: RasterDocument, page: number): GreyRaster =>
  document.render(page, closeUpScale(document.widthMm(page), document.heightMm(page)))

export const originalPages = (document: RasterDocument): OriginalPages => {
  const kept = new Map<string, RenderedPage>()
  let bytesKept = 0
  return {
    pageCount: document.pageCount,
    widthMm: document.widthMm,
    heightMm: document.heightMm,
    closeUp: (page) => renderCloseUp(document, page),
    page: (page, printing) => {
      const key = `${page} ${printing}`
      const found = kept.get(key)
      if (found) return found
      const rendered = renderForCheck(document, page, printing, printing ? 'no-chars' : 'chars')
      if (bytesKept + rendered.raster.data.length <= MOST_BYTES_KEPT) {
        bytesKept += rendered.raster.data.length
        kept.set(key, rendered)
      }
      return rendered
    },
  }
}
