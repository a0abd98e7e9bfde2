import sharp from 'sharp'
import type { ScreenPicture } from '../../shared/contract/app/call.ts'
import type { FileIdentity } from '../document/document.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { leakName, type LeakPart } from '../../shared/contract/leak-name.ts'
import { charsText } from '../document/chars-text.ts'
import { readIdentity } from '../document/read-identity.ts'
import { decodePicture, pageCount } from '../image/decode.ts'
import { edgeToLook, piecesOf } from '../image/long-picture.ts'
import { luma } from '../image/luma.ts'
import { sniffKind } from '../image/sniff-kind.ts'
import type { Picture, PictureSize } from '../image/picture.ts'
import { MOST_EDGE_PX, type LeakPicture } from '../trace/trace.ts'
import { sha256Of } from '../export/json-lines-file.ts'
import { enclosedIn } from './leaked-text/enclosed-pictures.ts'
import { openUnlocked } from './open-unlocked.ts'
import { serveJobs } from './serve-jobs.ts'

/** A thread that decodes a leaked file, which may be anybody's. */
export interface LeakJob {
  readonly name: string
  /** Of a picture, of a PDF, or of a file that may hold some. */
  readonly bytes: Uint8Array
  readonly mostPages: number
  /** A picture however long is not cut: somebody pointed at a page in all of it. */
  readonly whole?: boolean
  /** Longer edge of a coloured picture for the screen, where one is wanted. */
  readonly faceEdgePx?: number
}

export interface DecodedPicture extends LeakPicture {
  /** As it was found, for the screen. */
  readonly face?: ScreenPicture
}

export interface DecodedLeak {
  readonly pictures: readonly DecodedPicture[]
  /** What extracting a PDF's text gives, marks and all; empty for pictures. */
  readonly text: string
  /** What a PDF says it is; anybody can write that, so it is a hint and no evidence. */
  readonly claims: FileIdentity | null
  /** SHA-256 of the pictures and PDFs that were found in it. */
  readonly enclosed: readonly string[]
  /** Of what lies in it and asks for a password, the first: what to do about it. */
  readonly locked: string | null
}

/** 150 dpi: what the originals are compared at. */
const PDF_PX_PER_MM = 6
/** Of one rendered page, however large it says it is. */
const MOST_PAGE_PIXELS = 40e6
/** Of all pages of one file together: 1.2 GB as they are worked on. Fifty A4 pages then still have 8 pixels to a millimetre. */
const MOST_PIXELS = 300e6

/** Of a file of one page, none. */
const pageIn = (page: number, pages: number): Pick<LeakPart, 'page'> => (pages > 1 ? { page: page + 1 } : {})

const readPdf = async (
  { name, bytes, mostPages }: LeakJob,
  mostPixels: number,
): Promise<Pick<DecodedLeak, 'pictures' | 'text'>> => {
  const raster = await openUnlocked(
    bytes,
    `${name} asks for a password. Open it with that and print it to a new PDF, or take screenshots, and trace those.`,
  )
  try {
    const length = Math.min(mostPages, raster.pageCount)
    const share = Math.min(MOST_PAGE_PIXELS, mostPixels / length)
    const chars = Array.from({ length }, (_, page) => raster.chars(page)).flat()
    const text = charsText(chars)
    const pictures = Array.from({ length }, (_, page) => {
      const fits = Math.sqrt(share / (raster.widthMm(page) * raster.heightMm(page)))
      const { width, height, data } = raster.render(page, Math.min(PDF_PX_PER_MM, fits))
      return {
        name: leakName({ file: name, ...pageIn(page, raster.pageCount) }),
        plane: { width, height, data: Float32Array.from(data) },
      }
    })
    return { pictures, text }
  } finally {
    raster.close()
  }
}

const faceOf = async ({ width, height, rgb }: Picture, edgePx: number): Promise<ScreenPicture> => {
  const { data, info } = await sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize({ width: edgePx, height: edgePx, fit: 'inside', withoutEnlargement: true })
    .jpeg({ quality: 88 })
    .toBuffer({ resolveWithObject: true })
  return { bytes: Uint8Array.from(data), type: 'image/jpeg', widthPx: info.width, heightPx: info.height }
}

const picturePages = async (
  { name, bytes, mostPages, whole = false, faceEdgePx }: LeakJob,
  mostPixels: number,
): Promise<DecodedPicture[]> => {
  const pages = await pageCount(bytes)
  const looked = Math.min(mostPages, pages)
  const mostEdge = Math.min(MOST_EDGE_PX, Math.floor(Math.sqrt(mostPixels / looked)))
  const pictures: DecodedPicture[] = []
  // Nobody scrolls through a fax.
  const mayBeLong = !whole && pages === 1
  const edgeOf = (size: PictureSize) => edgeToLook(size, mostEdge, Math.min(mostPixels, MOST_PAGE_PIXELS))
  for (let page = 0; page < looked; page++) {
    const picture = await decodePicture(bytes, { page, maxEdge: mayBeLong ? edgeOf : mostEdge })
    const pieces = mayBeLong ? piecesOf(picture, mostEdge) : [picture]
    for (const [k, piece] of pieces.entries()) {
      const face = faceEdgePx === undefined ? {} : { face: await faceOf(piece, faceEdgePx) }
      const cut = pieces.length > 1 ? { piece: { number: k + 1, of: pieces.length } } : {}
      const shown = leakName({ file: name, ...pageIn(page, pages), ...cut })
      pictures.push({ name: shown, plane: luma(piece), ...face })
    }
  }
  return pictures
}

const NOTHING: DecodedLeak = { pictures: [], text: '', claims: null, enclosed: [], locked: null }

const readFile = async (job: LeakJob, mostPixels: number): Promise<DecodedLeak> =>
  sniffKind(job.bytes) === 'pdf'
    ? { ...NOTHING, ...(await readPdf(job, mostPixels)), claims: await readIdentity(job.bytes) }
    : { ...NOTHING, pictures: await picturePages(job, mostPixels) }

/** Smaller than this, what lies in a document or a mail is a logo, an icon or a face. Pixels. */
const LEAST_ENCLOSED_PIXELS = 30_000

/** Without pictures for what is damaged, locked, or an ornament. */
const readEnclosed = async (job: LeakJob, mostPixels: number): Promise<DecodedLeak> => {
  try {
    const read = await readFile(job, mostPixels)
    const pictures = read.pictures.filter(({ plane }) => plane.data.length >= LEAST_ENCLOSED_PIXELS)
    return { ...read, pictures }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { ...NOTHING, locked: error.code === 'document-encrypted' ? error.message : null }
  }
}

/** All that a file holds, within the bounds of one file. */
const readWrapping = async (job: LeakJob): Promise<DecodedLeak> => {
  const found: DecodedLeak[] = []
  const enclosed: string[] = []
  let locked: string | null = null
  let [pages, pixels] = [job.mostPages, MOST_PIXELS]
  for (const { name, bytes } of enclosedIn(job.bytes)) {
    if (pages <= 0 || pixels <= MOST_PAGE_PIXELS) break
    const inner: LeakJob = { ...job, name: `${job.name}: ${name}`, bytes, mostPages: pages }
    const read = await readEnclosed(inner, pixels)
    locked ??= read.locked
    if (read.pictures.length === 0) continue
    found.push(read)
    enclosed.push(sha256Of(bytes))
    pages -= read.pictures.length
    for (const { plane } of read.pictures) pixels -= plane.data.length
  }
  return {
    pictures: found.flatMap(({ pictures }) => pictures),
    text: found.map(({ text }) => text).join('\n'),
    claims: found.find(({ claims }) => claims !== null)?.claims ?? null,
    enclosed,
    locked,
  }
}

const decode = (job: LeakJob): Promise<DecodedLeak> =>
  sniffKind(job.bytes) === null ? readWrapping(job) : readFile(job, MOST_PIXELS)

serveJobs(decode, ({ pictures }) => pictures.map(({ plane }) => plane.data.buffer as ArrayBuffer))
