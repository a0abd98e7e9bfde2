import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { sniffKind } from '../image/sniff-kind.ts'
import { hire } from './crew.ts'
import { readFailure } from './file-failure.ts'
import type { DecodedLeak, LeakJob } from './leak-worker.ts'

export interface Leak extends DecodedLeak {
  readonly name: string
  readonly sha256: string
}

/** Pages of one file that are looked at; a leak needs one. */
const MOST_PAGES = 50
const PATIENCE_MS = 5 * 60_000
const HEAP_MB = 1024

const EXHAUSTED = {
  code: 'picture-unreadable',
  message:
    'This file takes more time or memory to read than a picture should. Open it in a viewer and save it again.',
} as const

const readBytes = (path: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw readFailure(path, error)
  }
}

const decode = async (job: LeakJob): Promise<DecodedLeak> => {
  const hand = hire<LeakJob, DecodedLeak>({
    script: new URL('./leak-worker.ts', import.meta.url),
    workerData: null,
    patienceMs: PATIENCE_MS,
    heapMb: HEAP_MB,
    exhausted: EXHAUSTED,
  })
  try {
    return await hand.do(job)
  } finally {
    await hand.dismiss()
  }
}

/** @throws Failure file-not-found, file-unreadable, picture-unreadable, picture-too-large, document-broken, document-encrypted */
export const readLeak = async (
  path: string,
  isSealedCopy: (sha256: string) => boolean,
  faceEdgePx?: number,
): Promise<Leak> => {
  const bytes = readBytes(path)
  if (bytes.length === 0) {
    throw new Failure('picture-unreadable', `${path} is empty. Fetch it again from where it was found.`)
  }
  const name = basename(path)
  const kind = sniffKind(bytes)
  if (kind === null) {
    throw new Failure(
      'picture-unreadable',
      `${path} is neither a picture nor a PDF that can be read here. JPEG, PNG, WebP, TIFF, HEIC, GIF, BMP and PDF are.`,
    )
  }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  // A file that is a sealed copy bit for bit says by its hash whose it is; one page shows that its marks say the same.
  const mostPages = isSealedCopy(sha256) ? 1 : MOST_PAGES
  const face = faceEdgePx === undefined ? {} : { faceEdgePx }
  const decoded = await decode({ name, kind: kind === 'pdf' ? 'pdf' : 'picture', bytes, mostPages, ...face })
  return { name, sha256, ...decoded }
}
