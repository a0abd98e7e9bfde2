import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterEvent } from '../../shared/contract/events.ts'
import type { RegisterDatabase } from './open-database.ts'
import type { Disclosure } from './personal-fields.ts'
import { decodeEvent } from './stored-event.ts'
import type { StoredEvent } from './stored-event.ts'

/** Events are read so many at a time: a large register is never in memory at once. */
const PAGE = 2000

type EventRow = readonly [idx: number, leaf: string, hash: string]
type DisclosureRow = readonly [event: number, path: string, salt: string, value: string]

const NONE: readonly Disclosure[] = []

/** What is read; hashes and salts as digits, since making a Buffer of each would take longer than all the rest. */
interface Fields {
  readonly hash: string
  readonly hashDigits: number
  readonly salt: string
}
const WHOLE: Fields = { hash: 'lower(hex(hash))', hashDigits: 64, salt: 'lower(hex(salt))' }
/** For where nothing is checked: without hashes and salts. */
export const UNCHECKED: Fields = { hash: "''", hashDigits: 0, salt: "''" }

/** All events from the first on. The database may be written to between two of them. */
export function* storedEvents(
  db: RegisterDatabase,
  fields: Fields = WHOLE,
): Generator<StoredEvent, void, undefined> {
  const readPage = pageReader(db, fields)
  const readDisclosures = disclosureReader(db, fields)
  for (let last = -1; ;) {
    const rows = readPage(last)
    if (rows.length === 0) return
    const lastOfPage = rows[rows.length - 1][0]
    const take = readDisclosures(last + 1, lastOfPage)
    for (const [index, leaf, hash] of rows) yield { index, leaf, hash, disclosures: take(index) }
    last = lastOfPage
  }
}

/** Some events after one. */
const pageReader = (db: RegisterDatabase, { hash, hashDigits }: Fields) => {
  const read = db
    .prepare<[number], EventRow>(
      `SELECT idx, leaf, ${hash} FROM event WHERE idx > ? ORDER BY idx LIMIT ${PAGE}`,
    )
    .raw()
  // One text a row is read in a third of the time of three values. Only a page without gaps tells its numbers by itself.
  const readWhole = db
    .prepare<[number, number], string>(
      `SELECT ${hash} || leaf FROM event WHERE idx BETWEEN ? AND ? AND length(hash) = 32 ORDER BY idx`,
    )
    .pluck()
  return (last: number): readonly EventRow[] => {
    const texts = readWhole.all(last + 1, last + PAGE)
    if (texts.length < PAGE) return read.all(last)
    return texts.map((text, i) => [last + 1 + i, text.slice(hashDigits), text.slice(0, hashDigits)])
  }
}

/** Of some events; to be asked for in order. */
const disclosureReader = (db: RegisterDatabase, { salt }: Fields) => {
  const read = db
    .prepare<[number, number], DisclosureRow>(
      `SELECT event, path, ${salt}, value FROM disclosure WHERE event BETWEEN ? AND ? ORDER BY event, path`,
    )
    .raw()
  return (first: number, last: number): ((index: number) => readonly Disclosure[]) => {
    const rows = read.all(first, last)
    let next = 0
    return (index) => {
      while (next < rows.length && rows[next][0] < index) next += 1
      if (next === rows.length || rows[next][0] !== index) return NONE
      const found: Disclosure[] = []
      for (; next < rows.length && rows[next][0] === index; next += 1) {
        const [, path, salt, value] = rows[next]
        found.push({ path, salt, value })
      }
      return found
    }
  }
}

/** These events, in the order given. Throws Failure 'not-found'. */
export const storedEventsAt = (db: RegisterDatabase, indices: readonly number[]): StoredEvent[] => {
  const read = db
    .prepare<[number], EventRow>(`SELECT idx, leaf, ${WHOLE.hash} FROM event WHERE idx = ?`)
    .raw()
  const readDisclosures = disclosureReader(db, WHOLE)
  return indices.map((index) => {
    const row = read.get(index)
    if (row === undefined) throw new Failure('not-found', `There is no event ${index} in this register.`)
    const [, leaf, hash] = row
    return { index, leaf, hash, disclosures: readDisclosures(index, index)(index) }
  })
}

/** One text for a place in the record. */
export const placeKey = (event: number, path: string): string => `${event}${path}`

/** All events, oldest first, erased values shown by stand-ins. Throws Failure 'register-altered'. */
export function* readEvents(db: RegisterDatabase): Generator<RegisterEvent, void, undefined> {
  const isRedacted = db.prepare<[number, string]>('SELECT 1 FROM redaction WHERE event = ? AND path = ?')
  for (const stored of storedEvents(db)) {
    const { event, erased } = decodeEvent(stored)
    const lost = erased.find((path) => isRedacted.get(stored.index, path) === undefined)
    if (lost !== undefined) throw lostFailure(stored.index)
    yield event
  }
}

/** These events, in the order given, erased values shown by stand-ins. Throws as `readEvents`, and 'not-found'. */
export const readEventsAt = (db: RegisterDatabase, indices: readonly number[]): readonly RegisterEvent[] => {
  const isRedacted = db.prepare<[number, string]>('SELECT 1 FROM redaction WHERE event = ? AND path = ?')
  return storedEventsAt(db, indices).map((stored) => {
    const { event, erased } = decodeEvent(stored)
    const lost = erased.find((path) => isRedacted.get(stored.index, path) === undefined)
    if (lost !== undefined) throw lostFailure(stored.index)
    return event
  })
}

export const lostFailure = (index: number): Failure =>
  new Failure(
    'register-altered',
    `Personal data of event ${index} is gone, and no redaction is on record. Restore a backup.`,
  )
