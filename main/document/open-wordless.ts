import type { RasterDocument } from './document.ts'
import { NO_COPY } from './identity-metadata.ts'
import type { OpenDocument } from './open-document.ts'
import { openRaster } from './open-raster.ts'
import { prepareWriter } from './prepare-writer.ts'

/** So many times a page's width and height away, no word of it is on the page. */
const TIMES_AWAY = 4

/**
 * The document as a viewer would show it without the words that can be moved, and with white in place of the pictures in which
 * something can be, if these are to be `blank`. Close it when done.
 * @throws what the writer and `openRaster` throw
 */
export const openWordless = async (
  source: OpenDocument,
  pictures: 'kept' | 'blank' = 'kept',
): Promise<RasterDocument> => {
  const writer = await prepareWriter(source)
  const edits = source.pages.map(({ geometry: { widthMm, heightMm }, words }) => ({
    overlays: [],
    ...(pictures === 'blank' && { pictures }),
    wordShiftsMm: new Float64Array(2 * words.length).fill(TIMES_AWAY * (widthMm + heightMm)),
  }))
  return openRaster(await writer.write(edits, NO_COPY))
}
