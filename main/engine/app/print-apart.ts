import { throwIfCancelled } from '../../../shared/contract/failure.ts'
import type { CopyRow } from '../../register/rows.ts'
import type { Calling } from '../calling.ts'
import { hire } from '../crew.ts'
import type { PrintJob } from './print-worker.ts'

const SCRIPT = new URL('./print-worker.ts', import.meta.url)

interface PrintPile {
  readonly copies: readonly CopyRow[]
  readonly duplex: boolean
  readonly path: string
}

/** Writes the pile to `path`, in a thread of its own. */
export const printApart = async (
  { copies, duplex, path }: PrintPile,
  { signal, onProgress }: Calling,
): Promise<void> => {
  const hand = hire<PrintJob, null>({
    script: SCRIPT,
    workerData: null,
    patienceMs: 5 * 60_000,
    heapMb: 2048,
    exhausted: {
      code: 'document-too-large',
      message: 'These are too many pages for one file. Print fewer copies at a time.',
    },
  })
  try {
    for (const [done, copy] of copies.entries()) {
      throwIfCancelled(signal)
      await hand.do({ kind: 'add', copy, duplex })
      onProgress?.({ stage: 'reporting', done: done + 1, total: copies.length })
    }
    await hand.do({ kind: 'save', path })
  } finally {
    await hand.dismiss()
  }
}
