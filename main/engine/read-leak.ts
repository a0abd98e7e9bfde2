import { basename } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { sha256Of } from '../export/json-lines-file.ts'
import { sniffKind, type FileKind } from '../image/sniff-kind.ts'
import { docxText, isZip } from './leaked-text/docx-text.ts'
import { enclosedIn } from './leaked-text/enclosed-pictures.ts'
import { readLeakedText } from './leaked-text/read-leaked-text.ts'
import type { DecodedLeak, LeakJob } from './leak-worker.ts'
import { readInput } from './read-input.ts'
import { workApart } from './work-apart.ts'

export interface Leak extends DecodedLeak {
  readonly name: string
  readonly bytes: Uint8Array
  readonly sha256: string
}

/** Pages of one file that are looked at; a leak needs one. */
const MOST_PAGES = 50
const PATIENCE_MS = 5 * 60_000
const HEAP_MB = 1024
/** A thousand pages of text take a tenth of it. */
const MOST_TEXT_BYTES = 64 * 1024 * 1024

const EXHAUSTED = {
  code: 'picture-unreadable',
  message:
    'This file takes more time or memory to read than a picture should. Open it in a viewer and save it again.',
} as const

const LEAK_WORKER = {
  script: new URL('./leak-worker.ts', import.meta.url),
  patienceMs: PATIENCE_MS,
  heapMb: HEAP_MB,
  exhausted: EXHAUSTED,
} as const

const decode = (job: LeakJob): Promise<DecodedLeak> => workApart(LEAK_WORKER, job, {})

/** A leak that is text. @throws Failure picture-unreadable for what is none, file-unreadable for a damaged .docx */
export const textLeak = (name: string, bytes: Uint8Array): Leak => {
  const text = bytes.length > MOST_TEXT_BYTES ? null : readLeakedText(bytes, name)
  if (text !== null) return { name, bytes, sha256: sha256Of(bytes), pictures: [], text, claims: null }
  throw new Failure(
    'picture-unreadable',
    `${name} is neither a picture, a PDF nor text that can be read here. JPEG, PNG, WebP, TIFF, HEIC, GIF, BMP, PDF, DOCX, ` +
      'HTML, mail, ZIP and plain text are; of a video, give a still picture.',
  )
}

/** Text as a person gives it, which may be a piece of markup or a mail. @throws Failure file-unreadable where there is none. */
export const pastedLeak = (name: string, text: string): Leak => {
  if (text.trim() === '')
    throw new Failure('file-unreadable', 'The text to be traced is empty. Give the passage as it was found.')
  return textLeak(name, Buffer.from(text, 'utf8'))
}

/** Smaller than this, what lies in a document or a mail is a logo, an icon or a face. Pixels. */
const LEAST_ENCLOSED_PIXELS = 30_000

const jobOf = (name: string, kind: FileKind, bytes: Uint8Array, mostPages: number): LeakJob => ({
  name,
  kind: kind === 'pdf' ? 'pdf' : 'picture',
  bytes,
  mostPages,
})

const isUnreadable = (error: unknown): boolean =>
  error instanceof Failure && error.code !== 'internal' && error.code !== 'cancelled'

/** What can be read of the pictures and PDFs in a file; what cannot is an ornament, or damaged. */
const readEnclosed = async (
  name: string,
  bytes: Uint8Array,
  face: Pick<LeakJob, 'faceEdgePx'>,
): Promise<DecodedLeak[]> => {
  const read: DecodedLeak[] = []
  let pages = 0
  for (const enclosed of enclosedIn(bytes)) {
    const kind = sniffKind(enclosed.bytes)
    if (kind === null || pages >= MOST_PAGES) continue
    try {
      const job = jobOf(`${name}: ${enclosed.name}`, kind, enclosed.bytes, MOST_PAGES - pages)
      const decoded = await decode({ ...job, ...face })
      const pictures = decoded.pictures.filter(({ plane }) => plane.data.length >= LEAST_ENCLOSED_PIXELS)
      pages += pictures.length
      read.push({ ...decoded, pictures })
    } catch (error) {
      if (!isUnreadable(error)) throw error
    }
  }
  return read
}

/** A file that is text, holds pictures, or both. */
const wrappedLeak = async (
  name: string,
  bytes: Uint8Array,
  face: Pick<LeakJob, 'faceEdgePx'>,
): Promise<Leak> => {
  const enclosed = await readEnclosed(name, bytes, face)
  if (enclosed.length === 0) return textLeak(name, bytes)
  const own = isZip(bytes) ? (docxText(bytes, name) ?? '') : textLeak(name, bytes).text
  return {
    name,
    bytes,
    sha256: sha256Of(bytes),
    pictures: enclosed.flatMap(({ pictures }) => pictures),
    text: [own, ...enclosed.map(({ text }) => text)].join('\n'),
    claims: null,
  }
}

/** @throws Failure file-not-found, file-unreadable, picture-unreadable, picture-too-large, document-broken, document-encrypted */
export const readLeak = async (
  path: string,
  isSealedCopy: (sha256: string) => boolean,
  faceEdgePx?: number,
): Promise<Leak> => {
  const bytes = readInput(path)
  if (bytes.length === 0) {
    throw new Failure('picture-unreadable', `${path} is empty. Fetch it again from where it was found.`)
  }
  const name = basename(path)
  const kind = sniffKind(bytes)
  const face = faceEdgePx === undefined ? {} : { faceEdgePx }
  if (kind === null) return wrappedLeak(name, bytes, face)
  const sha256 = sha256Of(bytes)
  // A file that is a sealed copy bit for bit says by its hash whose it is; one page shows that its marks say the same.
  const mostPages = isSealedCopy(sha256) ? 1 : MOST_PAGES
  const decoded = await decode({ ...jobOf(name, kind, bytes, mostPages), ...face })
  return { name, bytes, sha256, ...decoded }
}
