import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import type { FileIdentity } from '../document/document.ts'
import { openRaster } from '../document/open-raster.ts'
import { readIdentity } from '../document/read-identity.ts'
import { decodePicture, pageCount } from '../image/decode.ts'
import { luma } from '../image/luma.ts'
import { sniffKind } from '../image/sniff-kind.ts'
import type { LeakPicture } from '../trace/trace.ts'
import { readFailure } from './file-failure.ts'

export interface Leak {
  readonly name: string
  readonly sha256: string
  readonly pictures: readonly LeakPicture[]
  /** What a PDF says it is; anybody can write that, so it is a hint and no evidence. */
  readonly claims: FileIdentity | null
}

/** 150 dpi: what the originals are compared at. */
const PDF_PX_PER_MM = 6
/** Pages of one file that are looked at; a leak needs one. */
const MOST_PAGES = 50
/** Larger pictures show no more of a page than this. */
const MOST_EDGE_PX = 6000
/** Of one rendered page, however large it says it is. */
const MOST_PAGE_PIXELS = 40e6

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw readFailure(path, error)
  }
}

const named = (name: string, page: number, pages: number): string =>
  pages > 1 ? `${name}, page ${page + 1}` : name

const pdfPictures = async (name: string, bytes: Uint8Array, most: number): Promise<LeakPicture[]> => {
  const raster = await openRaster(bytes)
  try {
    return Array.from({ length: Math.min(most, raster.pageCount) }, (_, page) => {
      const fits = Math.sqrt(MOST_PAGE_PIXELS / (raster.widthMm(page) * raster.heightMm(page)))
      const { width, height, data } = raster.render(page, Math.min(PDF_PX_PER_MM, fits))
      return {
        name: named(name, page, raster.pageCount),
        plane: { width, height, data: Float32Array.from(data) },
      }
    })
  } finally {
    raster.close()
  }
}

const picturePages = async (name: string, bytes: Uint8Array): Promise<LeakPicture[]> => {
  const pages = await pageCount(bytes)
  const pictures: LeakPicture[] = []
  for (let page = 0; page < Math.min(MOST_PAGES, pages); page++) {
    const picture = await decodePicture(bytes, { page, maxEdge: MOST_EDGE_PX })
    pictures.push({ name: named(name, page, pages), plane: luma(picture) })
  }
  return pictures
}

/** @throws Failure file-not-found, file-unreadable, picture-unreadable, picture-too-large, document-broken, document-encrypted */
export const readLeak = async (path: string, isSealedCopy: (sha256: string) => boolean): Promise<Leak> => {
  const bytes = readBytes(path)
  const name = basename(path)
  const kind = sniffKind(bytes)
  if (kind === null) {
    throw new Failure(
      'picture-unreadable',
      `${path} is neither a picture nor a PDF that can be read here. JPEG, PNG, WebP, TIFF, HEIC, GIF, BMP and PDF are.`,
    )
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  if (kind !== 'pdf') return { name, sha256, pictures: await picturePages(name, bytes), claims: null }
  // A file that is a sealed copy bit for bit says by its hash whose it is; one page shows that its marks say the same.
  const pictures = await pdfPictures(name, bytes, isSealedCopy(sha256) ? 1 : MOST_PAGES)
  return { name, sha256, pictures, claims: await readIdentity(bytes) }
}
