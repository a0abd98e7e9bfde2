import { hash, randomBytes } from 'node:crypto'
import { canonicalJson, isJsonObject } from './canonical-json.ts'
import type { JsonObject, JsonValue } from './canonical-json.ts'

/**
 * Personal values enter the tree as `{"commitment": "..."}`. The values lie beside the event with their salts;
 * erasing them leaves every hash as it was, and without the salt the commitment cannot be guessed at.
 */
export interface Disclosure {
  /** Where in the body, as a JSON pointer (RFC 6901; our keys need no escapes). */
  readonly path: string
  readonly salt: Uint8Array
  /** Canonical JSON. */
  readonly value: string
}

const SALT_BYTES = 16
/** Beside the tree's 0 (leaf) and 1 (node), so that no commitment can pass for either. */
const COMMITMENT_PREFIX = Buffer.of(2)

/** Asking the system for random bytes costs more than the bytes: taken for many salts at once. */
const POOL_BYTES = 256 * SALT_BYTES
let pool = Buffer.alloc(0)

const freshSalt = (): Uint8Array => {
  if (pool.length === 0) pool = randomBytes(POOL_BYTES)
  const salt = pool.subarray(0, SALT_BYTES)
  pool = pool.subarray(SALT_BYTES)
  return salt
}

const commitmentTo = (salt: Uint8Array, value: string): string =>
  hash('sha256', Buffer.concat([COMMITMENT_PREFIX, salt, Buffer.from(value)]), 'base64url')

/** Whether the concealed body commits to this value at this place. */
export const isCommitted = (concealed: JsonValue, path: string, salt: Uint8Array, value: string): boolean => {
  let here: JsonValue | undefined = concealed
  for (const step of path.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false
    here = (here as JsonObject)[step]
  }
  return here !== undefined && isJsonObject(here) && here.commitment === commitmentTo(salt, value)
}

/** A copy of `value` with `replace` done wherever the pattern (`*` is every item of a list) leads. */
const mapAt = (
  value: JsonValue,
  pattern: readonly string[],
  path: string,
  replace: (value: JsonValue, path: string) => JsonValue,
): JsonValue => {
  if (pattern.length === 0) return replace(value, path)
  const [step, ...rest] = pattern
  if (step === '*') {
    return Array.isArray(value)
      ? value.map((item: JsonValue, i) => mapAt(item, rest, `${path}/${i}`, replace))
      : value
  }
  if (!isJsonObject(value)) return value
  const member = value[step]
  return member === undefined ? value : { ...value, [step]: mapAt(member, rest, `${path}/${step}`, replace) }
}

/** The body as it enters the tree, and what must be kept beside it to read it. */
export const concealPersonal = (
  body: JsonValue,
  patterns: readonly string[],
): { concealed: JsonValue; disclosures: readonly Disclosure[] } => {
  const disclosures: Disclosure[] = []
  const conceal = (personal: JsonValue, path: string): JsonValue => {
    const value = canonicalJson(personal)
    const salt = freshSalt()
    disclosures.push({ path, salt, value })
    return { commitment: commitmentTo(salt, value) }
  }
  const concealed = patterns.reduce(
    (mapped, pattern) => mapAt(mapped, pattern.split('/').slice(1), '', conceal),
    body,
  )
  return { concealed, disclosures }
}

export interface Revealed {
  readonly body: JsonValue
  /** Where values were erased; in the body stands what `standIn` gave. */
  readonly erased: readonly string[]
}

/** What is shown in place of an erased value. `mark` is taken from its commitment: it tells values apart and nothing else. */
export type StandIn = (pattern: string, mark: string) => JsonValue

const MARK_CHARACTERS = 8

/** The body as it was handed in, but for what was erased; null when a disclosure was changed or belongs to nothing. */
export const revealPersonal = (
  concealed: JsonValue,
  patterns: readonly string[],
  disclosures: readonly Disclosure[],
  standIn: StandIn,
): Revealed | null => {
  const unused = new Map(disclosures.map((disclosure) => [disclosure.path, disclosure]))
  const erased: string[] = []
  let kept = true
  const reveal =
    (pattern: string) =>
    (stored: JsonValue, path: string): JsonValue => {
      const found = unused.get(path)
      unused.delete(path)
      const expected = isJsonObject(stored) ? stored.commitment : undefined
      if (typeof expected === 'string' && found === undefined) {
        erased.push(path)
        return standIn(pattern, expected.slice(0, MARK_CHARACTERS))
      }
      if (found !== undefined && commitmentTo(found.salt, found.value) === expected)
        return JSON.parse(found.value) as JsonValue
      kept = false
      return stored
    }
  const body = patterns.reduce(
    (mapped, pattern) => mapAt(mapped, pattern.split('/').slice(1), '', reveal(pattern)),
    concealed,
  )
  return kept && unused.size === 0 ? { body, erased } : null
}
