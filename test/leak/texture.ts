import sharp from 'sharp'
import type { LeakPage } from './leak-types.ts'

/** A surface to be looked at: 8-bit codes on a grid of millimetres (or screen pixels). */
export interface Texture {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly data: Uint8Array
  /** Texels to a millimetre (or screen pixel). */
  readonly perUnit: number
}

export const resizePixels = async (
  page: { width: number; height: number; channels: 1 | 3; data: Uint8Array },
  width: number,
  height: number,
): Promise<Uint8Array> => {
  if (width === page.width && height === page.height) return page.data
  const raw = { width: page.width, height: page.height, channels: page.channels }
  const resized = sharp(page.data, { raw, limitInputPixels: false }).resize(width, height, { fit: 'fill' })
  const out = page.channels === 1 ? resized.toColourspace('b-w') : resized
  return new Uint8Array(await out.raw().toBuffer())
}

/** The page on a grid of `dpi`; the aspect is kept to within a texel. */
export const pageAtDpi = async (page: LeakPage, dpi: number): Promise<LeakPage> => {
  if (Math.abs(page.dpi - dpi) < 1e-9) return page
  const width = Math.round((page.width * dpi) / page.dpi)
  const height = Math.round((page.height * dpi) / page.dpi)
  return { width, height, channels: page.channels, dpi, data: await resizePixels(page, width, height) }
}

export const textureOfPage = (page: LeakPage): Texture => ({ ...page, perUnit: page.dpi / 25.4 })

/** Means of 2 x 2 texels; an odd last row or column is dropped. */
const halve = ({ width, height, channels, data, perUnit }: Texture): Texture => {
  const w = width >> 1
  const h = height >> 1
  const half = new Uint8Array(w * h * channels)
  const stride = width * channels
  for (let y = 0; y < h; y += 1) {
    let from = 2 * y * stride
    let to = y * w * channels
    for (let x = 0; x < w; x += 1, from += channels) {
      for (let c = 0; c < channels; c += 1, from += 1, to += 1) {
        half[to] =
          (data[from] + data[from + channels] + data[from + stride] + data[from + stride + channels] + 2) >> 2
      }
    }
  }
  return { width: w, height: h, channels, data: half, perUnit: perUnit / 2 }
}

/** Shrinks the texture until a camera pixel covers about two texels, as four bilinear taps can then average it. */
export const forFootprint = (texture: Texture, unitsPerPixel: number): Texture => {
  let level = texture
  while (unitsPerPixel * level.perUnit > 2.4 && level.width > 64) level = halve(level)
  return level
}
