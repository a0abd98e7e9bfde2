import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfCancelled } from '../../shared/contract/failure.ts'
import type { OnProgress } from '../../shared/contract/progress.ts'

/** Whoever waits for a long piece of work, and may stop it. */
export interface Waiting {
  readonly onProgress?: OnProgress
  readonly signal?: AbortSignal
}

/** Others wait no longer than this, and the last piece, for a turn. */
const MOST_MS = 15

/** To be called between pieces of long work in the thread that also serves others; throws Failure 'cancelled'. */
export const turnTaker = ({ signal }: Waiting): (() => Promise<void>) => {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < MOST_MS) return
    await nextTurn()
    throwIfCancelled(signal)
    since = performance.now()
  }
}
