import { Failure } from '../../shared/contract/failure.ts'
import { eventTimeSchema, newEventSchema, PERSONAL_FIELDS } from '../../shared/contract/events.ts'
import type { NewEvent, RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson, isJsonObject } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'
import { leafHash } from './merkle-tree.ts'
import type { RegisterDatabase } from './open-database.ts'
import { concealPersonal, revealPersonal } from './personal-fields.ts'
import type { Disclosure } from './personal-fields.ts'

/** An event as it lies in the database. */
export interface StoredEvent {
  readonly index: number
  /** Canonical JSON of `{at, body, by, type}`, personal values replaced by commitments. */
  readonly leaf: string
  readonly hash: Uint8Array
  readonly disclosures: readonly Disclosure[]
}

export const encodeEvent = (event: NewEvent, at: string, index: number): StoredEvent => {
  const { concealed, disclosures } = concealPersonal(event.body, PERSONAL_FIELDS[event.type])
  const leaf = canonicalJson({ type: event.type, at, by: event.by, body: concealed })
  return { index, leaf, hash: leafHash(Buffer.from(leaf)), disclosures }
}

const altered = (index: number, why: string, cause?: unknown): Failure =>
  new Failure(
    'register-altered',
    `Event ${index} of the register ${why}. Run verify, and restore a backup.`,
    { cause },
  )

/** Trusts nothing but the index. Throws Failure 'register-altered'. */
export const decodeEvent = ({ index, leaf, hash, disclosures }: StoredEvent): RegisterEvent => {
  if (Buffer.compare(leafHash(Buffer.from(leaf)), hash) !== 0) throw altered(index, 'does not match its hash')
  const parsed = parseLeaf(leaf, index)
  const type = newEventSchema.options
    .map((option) => option.shape.type.value)
    .find((known) => known === parsed.type)
  if (type === undefined) throw altered(index, 'is of an unknown type')
  const body = revealPersonal(parsed.body ?? null, PERSONAL_FIELDS[type], disclosures)
  if (body === null) throw altered(index, 'does not match its personal data')
  const event = newEventSchema.safeParse({ type, by: parsed.by, body })
  const at = eventTimeSchema.safeParse(parsed.at)
  if (!event.success || !at.success) throw altered(index, 'is not a proper event', event.error ?? at.error)
  return { ...event.data, at: at.data }
}

const parseLeaf = (leaf: string, index: number): { readonly [key: string]: JsonValue | undefined } => {
  let value: JsonValue
  try {
    value = JSON.parse(leaf) as JsonValue
  } catch (cause) {
    throw altered(index, 'is not JSON', cause)
  }
  if (!isJsonObject(value) || canonicalJson(value) !== leaf) throw altered(index, 'is not in canonical form')
  return value
}

/** Events are read so many at a time: a large register is never in memory at once. */
const PAGE = 2000

interface EventRow {
  readonly idx: number
  readonly leaf: string
  readonly hash: Buffer
}

/** All events from the first on. The database may be written to between two of them. */
export function* storedEvents(db: RegisterDatabase): Generator<StoredEvent, void, undefined> {
  const readPage = db.prepare<[number], EventRow>(
    `SELECT idx, leaf, hash FROM event WHERE idx > ? ORDER BY idx LIMIT ${PAGE}`,
  )
  const readDisclosures = db.prepare<[number, number], Disclosure & { event: number }>(
    'SELECT event, path, salt, value FROM disclosure WHERE event BETWEEN ? AND ?',
  )
  for (let last = -1; ;) {
    const rows = readPage.all(last)
    if (rows.length === 0) return
    const lastOfPage = rows[rows.length - 1].idx
    const disclosures = Map.groupBy(readDisclosures.all(last + 1, lastOfPage), ({ event }) => event)
    for (const { idx, leaf, hash } of rows)
      yield { index: idx, leaf, hash, disclosures: disclosures.get(idx) ?? [] }
    last = lastOfPage
  }
}

/** Some events by their numbers. Throws Failure 'register-altered' at one that is not as it was recorded. */
export const decodeEvents = (db: RegisterDatabase, indices: readonly number[]): readonly RegisterEvent[] =>
  readStored(db, indices).map(decodeEvent)

export const readStored = (db: RegisterDatabase, indices: readonly number[]): readonly StoredEvent[] => {
  const read = db.prepare<[number], EventRow>('SELECT idx, leaf, hash FROM event WHERE idx = ?')
  const readDisclosures = db.prepare<[number], Disclosure>(
    'SELECT path, salt, value FROM disclosure WHERE event = ?',
  )
  return indices.map((index) => {
    const row = read.get(index)
    if (row === undefined) throw new Failure('not-found', `There is no event ${index} in this register.`)
    return { index, leaf: row.leaf, hash: row.hash, disclosures: readDisclosures.all(index) }
  })
}
