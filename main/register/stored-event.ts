import { Failure } from '../../shared/contract/failure.ts'
import {
  eventTimeSchema,
  newEventSchema,
  PERSONAL_FIELDS,
  PERSONAL_RECIPIENTS,
} from '../../shared/contract/events.ts'
import type { EventType, NewEvent, RegisterEvent } from '../../shared/contract/events.ts'
import { canonicalJson, isCanonical, isJsonObject } from './canonical-json.ts'
import type { JsonObject, JsonValue } from './canonical-json.ts'
import { textLeafHash } from './merkle-tree.ts'
import { concealPersonal, putPersonal, revealPersonal, takenForKept } from './personal-fields.ts'
import type { Disclosure, Revealed, StandIn } from './personal-fields.ts'

/** An event as it lies in the database. */
export interface StoredEvent {
  readonly index: number
  /** Canonical JSON of `{at, body, by, type}`, personal values replaced by commitments. */
  readonly leaf: string
  /** Of the leaf; hexadecimal. */
  readonly hash: string
  readonly disclosures: readonly Disclosure[]
}

export const encodeEvent = (event: NewEvent, at: string, index: number): StoredEvent => {
  const { concealed, disclosures } = concealPersonal(event.body, PERSONAL_FIELDS[event.type])
  const leaf = canonicalJson({ type: event.type, at, by: event.by, body: concealed })
  return { index, leaf, hash: textLeafHash(leaf), disclosures }
}

export interface DecodedEvent {
  readonly event: RegisterEvent
  /** Places in its body whose personal values are gone; a stand-in is there. */
  readonly erased: readonly string[]
}

/** As it stands in the message: the one fault that leaves the event itself as it was signed. */
export const PERSONAL_MISMATCH = 'does not match its personal data'

const altered = (index: number, why: string, cause?: unknown): Failure =>
  new Failure(
    'register-altered',
    `Event ${index} of the register ${why}. Run verify, and restore a backup.`,
    { cause },
  )

/** Everything but the hash. Throws Failure 'register-altered'. */
export const decodeLeaf = ({ index, leaf, disclosures }: StoredEvent): DecodedEvent => {
  const parsed = parseLeaf(leaf, index)
  if (!isCanonical(parsed, leaf)) throw altered(index, 'is not in canonical form')
  const type = typeOf(parsed)
  if (type === null) throw altered(index, 'is of an unknown type')
  const { body, erased } = revealBody(index, type, parsed.body, disclosures)
  const event = newEventSchema.safeParse({ type, by: parsed.by, body })
  const at = eventTimeSchema.safeParse(parsed.at)
  if (!event.success || !at.success) throw altered(index, 'is not a proper event', event.error ?? at.error)
  return { event: { ...event.data, at: at.data }, erased }
}

/** Trusts nothing but the index. Throws Failure 'register-altered'. */
export const decodeEvent = (stored: StoredEvent): DecodedEvent => {
  if (textLeafHash(stored.leaf) !== stored.hash) throw altered(stored.index, 'does not match its hash')
  return decodeLeaf(stored)
}

/** For where the record itself is checked elsewhere: only what it takes to read it. Throws on what cannot be read. */
export const readEvent = ({ index, leaf, disclosures }: StoredEvent): DecodedEvent => {
  const parsed = JSON.parse(leaf) as RegisterEvent & JsonObject
  const type = typeOf(parsed)
  if (type === null) throw altered(index, 'is of an unknown type')
  // Where every commitment has its value, each can simply be put in its place.
  if (countCommitments(leaf) === disclosures.length && putPersonal(parsed.body as JsonValue, disclosures))
    return { event: parsed, erased: NONE }
  const { body, erased } = revealBody(index, type, parsed.body as JsonValue, disclosures, takenForKept)
  return { event: { ...parsed, body } as RegisterEvent, erased }
}

const NONE: readonly string[] = []
const COMMITTED = '{"commitment":"'

const countCommitments = (leaf: string): number => {
  let count = 0
  for (let at = leaf.indexOf(COMMITTED); at !== -1; at = leaf.indexOf(COMMITTED, at + 1)) count += 1
  return count
}

const TYPES: ReadonlySet<string> = new Set(Object.keys(PERSONAL_FIELDS))

const typeOf = ({ type }: JsonObject): EventType | null =>
  typeof type === 'string' && TYPES.has(type) ? (type as EventType) : null

const revealBody = (
  index: number,
  type: EventType,
  body: JsonValue | undefined,
  disclosures: readonly Disclosure[],
  isKept?: typeof takenForKept,
): Revealed => {
  const patterns = PERSONAL_FIELDS[type]
  if (patterns.length === 0 && disclosures.length === 0) return { body: body ?? null, erased: [] }
  const revealed = revealPersonal(body ?? null, patterns, disclosures, standInFor(type), isKept)
  if (revealed === null) throw altered(index, PERSONAL_MISMATCH)
  return revealed
}

const standInFor =
  (type: EventType): StandIn =>
  (pattern, mark) => {
    const name = `[redacted ${mark}]`
    return PERSONAL_RECIPIENTS[type]?.includes(pattern) ? { name, unit: '', id: '', email: '' } : name
  }

const parseLeaf = (leaf: string, index: number): JsonObject => {
  let value: JsonValue
  try {
    value = JSON.parse(leaf) as JsonValue
  } catch (cause) {
    throw altered(index, 'is not JSON', cause)
  }
  if (!isJsonObject(value)) throw altered(index, 'is not in canonical form')
  return value
}
