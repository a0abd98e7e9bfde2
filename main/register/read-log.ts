import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfCancelled } from '../../shared/contract/failure.ts'
import type { Cancellation } from '../../shared/contract/failure.ts'
import type { RegisterDatabase } from './open-database.ts'
import { piece } from './read-copies.ts'
import { readEventsAt } from './read-events.ts'
import { correctionOf } from './read-rows.ts'
import type { NumberedEvent } from './rows.ts'
import { searchQuery } from './search-words.ts'

export interface LogPage {
  /** Only events of lower numbers. */
  readonly before?: number | undefined
  readonly limit: number
  /** Whose copies, what document, which person, who recorded it, what kind of event. */
  readonly search?: string | undefined
}

/** Only whole values of a leaf are looked into, and only where the text is in it at all: keys are not what anybody means. */
const IN_LEAF = `(leaf LIKE @piece ESCAPE '\\' AND EXISTS
  (SELECT 1 FROM json_tree(leaf) AS node WHERE node.type = 'text' AND node.atom LIKE @piece ESCAPE '\\'))`
const IN_PERSONAL = `EXISTS (SELECT 1 FROM disclosure WHERE event = idx AND value LIKE @piece ESCAPE '\\')`
const OF_COPIES = `idx IN (SELECT event FROM copy_event JOIN search ON search.copy = copy_event.copy WHERE search MATCH @words)`

/** So many events are gone through at a time: a search in vain goes through all, and others must not wait for it. */
const WINDOW = 20_000

interface Bounds {
  /** Excluded. */
  readonly before: number
  readonly from: number
  readonly limit: number
}

const numberReader = (db: RegisterDatabase, text: string) => {
  const words = searchQuery(text)
  const conditions = [IN_LEAF, IN_PERSONAL, ...(words === null ? [] : [OF_COPIES])]
  const found = text === '' ? '' : `AND (${conditions.join(' OR ')})`
  const asked = {
    ...(text === '' ? {} : { piece: piece(text) }),
    ...(text === '' || words === null ? {} : { words: `words : (${words})` }),
  }
  const read = db
    .prepare<[Bounds & typeof asked], number>(
      `SELECT idx FROM event WHERE idx < @before AND idx >= @from ${found} ORDER BY idx DESC LIMIT @limit`,
    )
    .pluck()
  return (bounds: Bounds): readonly number[] => read.all({ ...bounds, ...asked })
}

/** A page of the record, newest first, found a piece at a time. Throws Failure 'cancelled'. */
export const readLog = async (
  db: RegisterDatabase,
  { before, limit, search }: LogPage,
  signal?: Cancellation,
): Promise<readonly NumberedEvent[]> => {
  const last = db.prepare<[], number>('SELECT coalesce(max(idx), -1) FROM event').pluck().get() ?? -1
  const text = search?.trim() ?? ''
  const read = numberReader(db, text)
  const indices: number[] = []
  for (let end = Math.min(before ?? last + 1, last + 1); end > 0 && indices.length < limit; end -= WINDOW) {
    throwIfCancelled(signal)
    indices.push(...read({ before: end, from: end - WINDOW, limit: limit - indices.length }))
    await nextTurn()
  }
  const events = readEventsAt(db, indices)
  const correction = db
    .prepare<[{ event: number }], number | null>(`SELECT ${correctionOf('@event')}`)
    .pluck()
  return indices.map((index, i) => ({
    index,
    event: events[i],
    correctedBy: correction.get({ event: index }) ?? null,
  }))
}
