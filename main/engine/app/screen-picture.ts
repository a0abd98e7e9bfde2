import sharp from 'sharp'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import type { RasterDocument, RgbRaster } from '../../document/document.ts'

/** However wide a page is asked for: as much as a sheet may be as high as it likes. */
const MOST_PIXELS = 40e6

/** A page (from 0) so many pixels wide, or less where it would be too many in all. */
export const renderWide = (raster: RasterDocument, page: number, widthPx: number): RgbRaster => {
  const [widthMm, heightMm] = [raster.widthMm(page), raster.heightMm(page)]
  const most = Math.sqrt(MOST_PIXELS / (widthMm * heightMm))
  return raster.renderRgb(page, Math.min(widthPx / widthMm, most))
}

/** Sharp's fastest: pictures are for this computer's screen and go no further. */
const COMPRESSION = 2

export const pngOf = async ({ rgb, width, height }: RgbRaster): Promise<ScreenPicture> => {
  const png = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: COMPRESSION })
    .toBuffer()
  return { bytes: new Uint8Array(png), type: 'image/png', widthPx: width, heightPx: height }
}

/** One step of 255, as the tint has it, is to be seen; whatever is larger may be black. */
const STRENGTH = 28

/** How two pictures of a page differ, on white: the same in both is white, the least difference a light grey. */
export const strengthened = (before: RgbRaster, after: RgbRaster): RgbRaster => {
  const rgb = new Uint8Array(before.rgb.length)
  for (let at = 0; at < rgb.length; at++)
    rgb[at] = Math.max(0, 255 - STRENGTH * Math.abs(before.rgb[at] - after.rgb[at]))
  return { width: before.width, height: before.height, rgb }
}
