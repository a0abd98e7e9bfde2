import type { FileKind } from '../../image/sniff-kind.ts'
import type { Calling } from '../calling.ts'
import { workApart } from '../work-apart.ts'
import type { CodeJob } from './code-worker.ts'

const CODE_WORKER = {
  script: new URL('./code-worker.ts', import.meta.url),
  patienceMs: 5 * 60_000,
  heapMb: 1024,
  exhausted: {
    code: 'picture-unreadable',
    message:
      'This file takes more time or memory to read than a picture of a QR code should. Take a screenshot of the code and give that.',
  },
} as const

/** What the QR codes in a picture, or on the pages of a PDF, say; each once. @throws Failure as decoding does */
export const codesInFile = (
  name: string,
  kind: FileKind,
  bytes: Uint8Array,
  signal: Calling['signal'],
): Promise<readonly string[]> =>
  workApart<CodeJob, readonly string[]>(
    CODE_WORKER,
    { name, kind: kind === 'pdf' ? 'pdf' : 'picture', bytes },
    signal === undefined ? {} : { signal },
  )
