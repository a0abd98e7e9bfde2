import { PDFDocument, PDFName, PDFObjectCopier } from 'pdf-lib'
import sharp from 'sharp'
import { Failure } from '../../shared/contract/failure.ts'
import type { BoxMove } from './document.ts'
import { packedStream, streamBody } from './file-sections.ts'
import type { JpegHeader } from './jpeg-header.ts'
import { moveInPixels } from './move-in-picture.ts'
import type { Pixels } from './move-in-picture.ts'
import { openRaster } from './open-raster.ts'
import { MM_PER_POINT } from './page-geometry.ts'
import type { MovablePicture } from './page-pictures.ts'

/** What was packed more coarsely is packed no coarser than this, or the letters' fringes would be packed twice. */
const LEAST_QUALITY = 70
const MOST_QUALITY = 95

const spaceOf = (channels: number): 'b-w' | 'srgb' => (channels === 1 ? 'b-w' : 'srgb')

const unpackJpeg = async (jpeg: Uint8Array, { components }: JpegHeader): Promise<Pixels> => {
  // A profile in the picture is the page's to apply, not ours; and grey is not to become colour.
  const { data, info } = await sharp(jpeg, { ignoreIcc: true, failOn: 'none' })
    .toColourspace(spaceOf(components))
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, ...info }
}

const packJpeg = ({ data, width, height, channels }: Pixels, header: JpegHeader): Promise<Uint8Array> =>
  sharp(data, { raw: { width, height, channels } })
    .toColourspace(spaceOf(channels))
    .jpeg({
      quality: Math.min(MOST_QUALITY, Math.max(LEAST_QUALITY, header.quality)),
      chromaSubsampling: header.finelyColoured ? '4:4:4' : '4:2:0',
    })
    .toBuffer()

/** However it is packed, PDFium can draw it: alone on a page with a point for each of its pixels, as they are. */
const drawPixels = async ({ stream, picture: { width, height } }: MovablePicture): Promise<Pixels> => {
  const alone = await PDFDocument.create()
  const page = alone.addPage([width, height])
  const copied = PDFObjectCopier.for(stream.dict.context, alone.context).copy(stream)
  page.node.setXObject(PDFName.of('Im'), alone.context.register(copied))
  const content = alone.context.stream(`${width} 0 0 ${height} 0 0 cm /Im Do`)
  page.node.set(PDFName.of('Contents'), alone.context.register(content))
  const raster = await openRaster(await alone.save())
  try {
    return { ...raster.render(0, 1 / MM_PER_POINT), channels: 1 }
  } finally {
    raster.close()
  }
}

const LEVELS = 15

/** Edges that come to lie between two pixels are grey there: sixteen levels show them as well as the eye can tell. */
const inSixteenths = ({ data, width, height }: Pixels): Uint8Array => {
  const row = Math.ceil(width / 2)
  const packed = new Uint8Array(row * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const level = Math.round((data[y * width + x] * LEVELS) / 255)
      packed[y * row + (x >> 1)] |= x % 2 === 0 ? level << 4 : level
    }
  }
  return packed
}

const repacked = async (
  movable: MovablePicture,
  entries: string,
  moves: readonly BoxMove[],
): Promise<Buffer> => {
  const { picture, stream, jpeg } = movable
  const pixels = jpeg ? await unpackJpeg(stream.contents, jpeg) : await drawPixels(movable)
  const { width, height, channels } = pixels
  if (width !== picture.width || height !== picture.height || channels !== (jpeg?.components ?? 1))
    throw new RangeError('a picture is not of the size and colours that its file tells')
  const moved = { ...pixels, data: moveInPixels(pixels, picture, moves) }
  if (jpeg) return packedStream(`${entries}/Filter/DCTDecode`, await packJpeg(moved, jpeg))
  return streamBody(`${entries}/ColorSpace/DeviceGray/BitsPerComponent 4`, inSixteenths(moved))
}

/**
 * A picture's object with the content of boxes moved: a JPEG about as fine as it came; of black and white, grey.
 * @param entries that say neither how it is packed nor, of black and white, of what
 * @throws Failure document-broken
 */
export const repackPicture = async (...order: Parameters<typeof repacked>): Promise<Buffer> => {
  try {
    return await repacked(...order)
  } catch (cause) {
    throw new Failure(
      'document-broken',
      'A picture in this PDF is damaged. Print it to a new PDF and try again.',
      { cause },
    )
  }
}
