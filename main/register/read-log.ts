import type { RegisterDatabase } from './open-database.ts'
import { piece } from './read-copies.ts'
import { readEventsAt } from './read-events.ts'
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

const numbers = (db: RegisterDatabase, { before, limit, search }: LogPage): readonly number[] => {
  const text = search?.trim() ?? ''
  const words = searchQuery(text)
  const conditions = [IN_LEAF, IN_PERSONAL, ...(words === null ? [] : [OF_COPIES])]
  const found = text === '' ? '' : `AND (${conditions.join(' OR ')})`
  const values = {
    before: before ?? Number.MAX_SAFE_INTEGER,
    limit,
    ...(text === '' ? {} : { piece: piece(text) }),
    ...(text === '' || words === null ? {} : { words: `words : (${words})` }),
  }
  return db
    .prepare<[typeof values], number>(
      `SELECT idx FROM event WHERE idx < @before ${found} ORDER BY idx DESC LIMIT @limit`,
    )
    .pluck()
    .all(values)
}

/** A page of the record, newest first. */
export const readLog = (db: RegisterDatabase, page: LogPage): readonly NumberedEvent[] => {
  const indices = numbers(db, page)
  const events = readEventsAt(db, indices)
  const correction = db
    .prepare<[number], number | null>('SELECT corrected_by FROM custody_step WHERE event = ?')
    .pluck()
  return indices.map((index, i) => ({ index, event: events[i], correctedBy: correction.get(index) ?? null }))
}
