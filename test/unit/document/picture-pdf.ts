import sharp from 'sharp'
import { onePage } from './raw-pdf.ts'
import type { RawObject } from './raw-pdf.ts'

/** Dark squares on grey paper, each of 16 pixels in a field of 40, and a grain that JPEG keeps. */
export const squares = (width: number, height: number, channels: 1 | 3): Uint8Array => {
  const data = new Uint8Array(width * height * channels)
  for (let at = 0; at < width * height; at++) {
    const [x, y] = [at % width, Math.floor(at / width)]
    const inside = x % 40 >= 12 && x % 40 < 28 && y % 40 >= 12 && y % 40 < 28
    for (let channel = 0; channel < channels; channel++)
      data[channels * at + channel] = inside ? 30 + 30 * channel : 225 + ((x * 7 + y * 13) % 5)
  }
  return data
}

export const jpegOf = (width: number, height: number, channels: 1 | 3, quality = 85): Promise<Buffer> =>
  sharp(squares(width, height, channels), { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg({ quality })
    .toBuffer()

/** The one strip of a TIFF that sharp packs as fax group 4 (up to 256 rows), whose zeros are black. */
export const faxOf = async (width: number, height: number): Promise<Buffer> => {
  const tiff = await sharp(squares(width, height, 1), { raw: { width, height, channels: 1 } })
    .toColourspace('b-w')
    .threshold(128)
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer()
  const directory = tiff.readUInt32LE(4)
  const entry = (tag: number): number => {
    for (let at = directory + 2; ; at += 12)
      if (tiff.readUInt16LE(at) === tag) return tiff.readUInt32LE(at + 8)
  }
  return tiff.subarray(entry(273), entry(273) + entry(279))
}

/** The squares in black and white, a bit a pixel. */
export const bitsOf = (width: number, height: number): Buffer => {
  const grey = squares(width, height, 1)
  const bits = Buffer.alloc((width / 8) * height)
  grey.forEach((level, at) => {
    if (level > 128) bits[at >> 3] |= 128 >> (at & 7)
  })
  return bits
}

export interface PictureOptions {
  /** As it is packed, as a JPEG if nothing else is said. */
  readonly jpeg: Uint8Array
  readonly filter?: string
  /** Entries of the picture's dictionary beside Type, Subtype and Filter. */
  readonly entries?: string
  /** What paints it; a page of 400 x 300 points. */
  readonly content?: string
  readonly page?: string
  readonly more?: Readonly<Record<number, string | RawObject>>
}

/** 800 x 600 pixels, two to a point. */
export const GREY = '/Width 800/Height 600/BitsPerComponent 8/ColorSpace/DeviceGray'

/** A page that paints a picture, object 20, as /Im. */
export const picturePdf = ({
  jpeg,
  filter = '/Filter/DCTDecode',
  entries = GREY,
  content = 'q 400 0 0 300 0 0 cm /Im Do Q',
  page = '',
  more = {},
}: PictureOptions): Buffer =>
  onePage({
    content,
    page,
    box: '0 0 400 300',
    resources: '/XObject<</Im 20 0 R>>',
    more: {
      20: { dict: `/Type/XObject/Subtype/Image${filter}${entries}`, data: jpeg },
      ...more,
    },
  })
