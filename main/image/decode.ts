import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { Failure } from '../../shared/contract/failure.ts'
import { longEdge } from '../../shared/maths/plane.ts'
import { decodeBmp } from './decode-bmp.ts'
import { decodeHeic } from './decode-heic.ts'
import type { Picture, PictureSize } from './picture.ts'
import { DECODE_SECONDS, DEFAULT_MAX_PIXELS, checkSize } from './picture-limits.ts'
import type { FileKind } from './sniff-kind.ts'
import { sniffKind } from './sniff-kind.ts'

export interface DecodeOptions {
  /** Pictures with more pixels in the file are refused. */
  readonly maxPixels?: number
  /** The longer side is brought down to this, or to what the picture's size asks for; it saves memory for large pictures. */
  readonly maxEdge?: number | ((size: PictureSize) => number)
  /** Which page of a multi-page TIFF, from 0. */
  readonly page?: number
}

export interface DecodedPicture extends Picture {
  readonly kind: FileKind
  /** Pixels here to a pixel of the file: below 1 where `maxEdge` made it smaller. */
  readonly scale: number
}

interface Job {
  readonly bytes: Uint8Array
  readonly maxPixels: number
  readonly edgeOf: (size: PictureSize) => number
  readonly page: number
}

const unreadable = (what: string, cause?: unknown): Failure =>
  new Failure('picture-unreadable', `${what} Open it in a viewer and save it again as PNG or JPEG.`, {
    cause,
  })

/** No picture is read twice, and what libvips keeps for that case is a hundred megabytes. */
sharp.cache(false)

const finish = async (pipeline: Sharp, maxEdge: number): Promise<Picture> => {
  const size = Number.isFinite(maxEdge) ? Math.max(1, Math.round(maxEdge)) : null
  const fitted = size ? pipeline.resize(size, size, { fit: 'inside', withoutEnlargement: true }) : pipeline
  const { data, info } = await fitted
    .flatten({ background: '#ffffff' })
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .timeout({ seconds: DECODE_SECONDS })
    .toBuffer({ resolveWithObject: true })
  if (info.channels !== 3) throw unreadable(`The picture decoded to ${info.channels} channels instead of 3.`)
  return {
    width: info.width,
    height: info.height,
    rgb: new Uint8Array(data.buffer, data.byteOffset, data.length),
  }
}

const checkPage = async (bytes: Uint8Array, page: number): Promise<void> => {
  if (page === 0) return
  const pages = await pageCount(bytes)
  if (page < pages) return
  const has = pages === 1 ? '1 page' : `${pages} pages`
  throw unreadable(`The picture file has ${has}, and page ${page + 1} was asked for.`)
}

/** When a strict attempt fails, reads what there is: messengers and chats cut pictures short on their way. */
const decodeSharp = async (job: Job): Promise<{ picture: Picture; fileWidth: number }> => {
  await checkPage(job.bytes, job.page)
  const open = (failOn: 'error' | 'none') =>
    sharp(job.bytes, { failOn, limitInputPixels: false, page: job.page, sequentialRead: true }).autoOrient()
  const header = await open('none').metadata()
  checkSize(header.width, header.height, job.maxPixels)
  const edge = job.edgeOf(header.autoOrient)
  const picture = await finish(open('error'), edge).catch(() => finish(open('none'), edge))
  return { picture, fileWidth: header.autoOrient.width }
}

const shrink = async (picture: Picture, maxEdge: number): Promise<Picture> => {
  const { width, height, rgb } = picture
  if (longEdge(picture) <= maxEdge) return picture
  return finish(sharp(rgb, { raw: { width, height, channels: 3 }, limitInputPixels: false }), maxEdge)
}

const decodeKind = async (kind: FileKind, job: Job): Promise<{ picture: Picture; fileWidth: number }> => {
  switch (kind) {
    case 'pdf':
      throw unreadable('This is a PDF document, not a picture.')
    case 'heic':
    case 'bmp': {
      const full =
        kind === 'bmp' ? decodeBmp(job.bytes, job.maxPixels) : await decodeHeic(job.bytes, job.maxPixels)
      return { picture: await shrink(full, job.edgeOf(full)), fileWidth: full.width }
    }
    default:
      return decodeSharp(job)
  }
}

/**
 * Decodes a picture of any kind that `sniffKind` knows: EXIF orientation applied, colours brought to sRGB,
 * alpha flattened on white, first frame of an animation.
 * @throws Failure picture-unreadable, picture-too-large
 */
export const decodePicture = async (
  bytes: Uint8Array,
  options: DecodeOptions = {},
): Promise<DecodedPicture> => {
  const { maxPixels = DEFAULT_MAX_PIXELS, maxEdge = Infinity, page = 0 } = options
  const edgeOf = typeof maxEdge === 'number' ? () => maxEdge : maxEdge
  const kind = sniffKind(bytes)
  if (!kind) {
    throw unreadable(
      bytes.length === 0 ? 'The file is empty.' : 'The file is not a picture of a kind that is read here.',
    )
  }
  try {
    const { picture, fileWidth } = await decodeKind(kind, { bytes, maxPixels, edgeOf, page })
    return { ...picture, kind, scale: picture.width / fileWidth }
  } catch (error) {
    if (error instanceof Failure) throw error
    throw unreadable(`The ${kind.toUpperCase()} picture is damaged or cut short.`, error)
  }
}

/** Pages of a TIFF; one for every other picture. @throws Failure picture-unreadable */
export const pageCount = async (bytes: Uint8Array): Promise<number> => {
  if (sniffKind(bytes) !== 'tiff') return 1
  try {
    return (await sharp(bytes, { limitInputPixels: false }).metadata()).pages ?? 1
  } catch (error) {
    throw unreadable('The TIFF file is damaged or cut short.', error)
  }
}
