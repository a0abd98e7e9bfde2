import decode from 'heic-decode'
import type { Picture } from './picture.ts'
import { checkSize } from './picture-limits.ts'

const flattenOnWhite = (rgba: Uint8ClampedArray): Uint8Array => {
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) {
    const alpha = rgba[from + 3] / 255
    for (let c = 0; c < 3; c++) rgb[to + c] = Math.round(255 + (rgba[from + c] - 255) * alpha)
  }
  return rgb
}

/**
 * The first picture of a HEIC file. libheif turns it as the file's own `irot` and `imir` say, so its EXIF
 * orientation, which repeats them, must not be applied again (ISO/IEC 23008-12, 6.5.10).
 */
export const decodeHeic = async (bytes: Uint8Array, maxPixels: number): Promise<Picture> => {
  const images = await decode.all({ buffer: bytes })
  try {
    const first = images[0]
    checkSize(first.width, first.height, maxPixels)
    const { width, height, data } = await first.decode()
    return { width, height, rgb: flattenOnWhite(data) }
  } finally {
    images.dispose()
  }
}
