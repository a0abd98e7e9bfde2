import { setImmediate as nextTurn } from 'node:timers/promises'
import type { TraceLibrary } from '../trace/library.ts'

/** So many pages are kept, each with up to 30 MB of what is drawn and worked out from it. */
const MOST_PAGES_KEPT = 8

/** Opens pages of a library, and keeps the last few. */
export const lastPages = (open: TraceLibrary['page']): TraceLibrary['page'] => {
  const kept = new Map<string, Awaited<ReturnType<TraceLibrary['page']>>>()
  return async (documentId, page) => {
    // Tracing computes without a pause; here a cancelling signal gets its turn.
    await nextTurn()
    const name = `${documentId} ${page}`
    const found = kept.get(name) ?? (await open(documentId, page))
    kept.delete(name)
    kept.set(name, found)
    const [oldest] = kept.keys()
    if (kept.size > MOST_PAGES_KEPT) kept.delete(oldest)
    return found
  }
}
