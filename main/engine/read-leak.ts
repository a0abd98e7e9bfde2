import { basename } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { readText } from '../../shared/mark/read-text.ts'
import { sha256Of } from '../export/json-lines-file.ts'
import { sniffKind } from '../image/sniff-kind.ts'
import type { Calling } from './calling.ts'
import { mayEnclose } from './leaked-text/enclosed-pictures.ts'
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

const decode = (job: LeakJob, signal: Calling['signal']): Promise<DecodedLeak> =>
  workApart(LEAK_WORKER, job, signal === undefined ? {} : { signal })

/** A leak that is text. @throws Failure picture-unreadable for what is none, file-unreadable for a damaged .docx */
export const textLeak = (name: string, bytes: Uint8Array): Leak => {
  const text = bytes.length > MOST_TEXT_BYTES ? null : readLeakedText(bytes, name)
  if (text !== null)
    return {
      name,
      bytes,
      sha256: sha256Of(bytes),
      pictures: [],
      text,
      claims: null,
      enclosed: [],
      locked: null,
    }
  throw new Failure(
    'picture-unreadable',
    `${name} is neither a picture, a PDF nor text that can be read here. JPEG, PNG, WebP, AVIF, TIFF, HEIC, GIF, BMP, PDF, DOCX, ` +
      'HTML, mail, ZIP and plain text are; of a video, give a still picture.',
  )
}

/** Text as a person gives it, which may be a piece of markup or a mail. @throws Failure file-unreadable where there is none. */
export const pastedLeak = (name: string, text: string): Leak => {
  if (text.trim() === '')
    throw new Failure('file-unreadable', 'The text to be traced is empty. Give the passage as it was found.')
  return textLeak(name, Buffer.from(text, 'utf8'))
}

/** What a file that holds others says by itself: an archive or a damaged document, nothing. */
const ownText = (name: string, bytes: Uint8Array): string => {
  try {
    return textLeak(name, bytes).text
  } catch (error) {
    if (error instanceof Failure) return ''
    throw error
  }
}

/** A file that is text, holds pictures, or both. */
const wrappedLeak = async (job: LeakJob, signal: Calling['signal']): Promise<Leak> => {
  const { name, bytes } = job
  if (!mayEnclose(bytes)) return textLeak(name, bytes)
  const read = await decode(job, signal)
  if (read.enclosed.length === 0) {
    // Words about a locked file are not what leaked.
    if (read.locked !== null && readText(ownText(name, bytes)).marks.length === 0)
      throw new Failure('document-encrypted', read.locked)
    return textLeak(name, bytes)
  }
  return {
    name,
    bytes,
    sha256: sha256Of(bytes),
    ...read,
    text: [ownText(name, bytes), read.text].join('\n'),
  }
}

export interface LeakReading extends Pick<LeakJob, 'faceEdgePx' | 'whole'> {
  /** Whether a file is a sealed copy or an original. */
  readonly isKnown: (sha256: string) => boolean
  readonly signal?: Calling['signal']
}

/** @throws Failure file-not-found, file-unreadable, picture-unreadable, picture-too-large, document-broken, document-encrypted */
export const readLeak = async (path: string, { isKnown, signal, ...shown }: LeakReading): Promise<Leak> => {
  const bytes = readInput(path)
  if (bytes.length === 0) {
    throw new Failure('picture-unreadable', `${path} is empty. Fetch it again from where it was found.`)
  }
  const name = basename(path)
  const shared = { name, bytes, ...shown }
  if (sniffKind(bytes) === null) return wrappedLeak({ ...shared, mostPages: MOST_PAGES }, signal)
  const sha256 = sha256Of(bytes)
  // A file that is a sealed copy or an original bit for bit says so by its hash; one page shows that its marks, or that it has none, say the same.
  const mostPages = isKnown(sha256) ? 1 : MOST_PAGES
  const decoded = await decode({ ...shared, mostPages }, signal)
  return { name, bytes, sha256, ...decoded }
}
