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
  /** Hexadecimal. */
  readonly salt: string
  /** Canonical JSON. */
  readonly value: string
}

const SALT_BYTES = 16
/** Beside the tree's 0 (leaf) and 1 (node), so that no commitment can pass for either. */
const COMMITMENT_PREFIX = 2

/** Asking the system for random bytes costs more than the bytes: taken for many salts at once. */
const POOL_SALTS = 256
let pool = ''

const freshSalt = (): string => {
  if (pool === '') pool = randomBytes(POOL_SALTS * SALT_BYTES).toString('hex')
  const salt = pool.slice(0, 2 * SALT_BYTES)
  pool = pool.slice(2 * SALT_BYTES)
  return salt
}

/** What is hashed is put together in one place, since hashing reads it at once. */
let preimage = Buffer.alloc(4096, COMMITMENT_PREFIX)

const commitmentTo = (salt: string, value: string): string => {
  const start = 1 + preimage.write(salt, 1, 'hex')
  // No UTF-16 code unit takes more than three bytes of UTF-8.
  if (preimage.length < start + 3 * value.length) {
    preimage = Buffer.alloc(2 * (start + 3 * value.length), COMMITMENT_PREFIX)
    preimage.write(salt, 1, 'hex')
  }
  const end = start + preimage.write(value, start, 'utf8')
  return hash('sha256', preimage.subarray(0, end), 'base64url')
}

/** Whether the concealed body commits to this value at this place. */
export const isCommitted = (concealed: JsonValue, path: string, salt: string, value: string): boolean => {
  let here: JsonValue | undefined = concealed
  for (const step of path.split('/').slice(1)) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return false
    here = (here as JsonObject)[step]
  }
  return here !== undefined && isJsonObject(here) && here.commitment === commitmentTo(salt, value)
}

const steps = new Map<string, readonly string[]>()

/** Patterns are few and come again with every event. */
const stepsOf = (pattern: string): readonly string[] => {
  const known = steps.get(pattern)
  if (known !== undefined) return known
  const split = pattern.split('/').slice(1)
  steps.set(pattern, split)
  return split
}

/** A copy of `value` with `replace` done wherever the pattern (`*` is every item of a list) leads. */
const mapAt = (
  value: JsonValue,
  pattern: readonly string[],
  replace: (value: JsonValue, path: string) => JsonValue,
  path = '',
  depth = 0,
): JsonValue => {
  if (depth === pattern.length) return replace(value, path)
  const step = pattern[depth]
  if (step === '*') {
    return Array.isArray(value)
      ? value.map((item: JsonValue, i) => mapAt(item, pattern, replace, `${path}/${i}`, depth + 1))
      : value
  }
  if (!isJsonObject(value)) return value
  const member = value[step]
  if (member === undefined) return value
  return { ...value, [step]: mapAt(member, pattern, replace, `${path}/${step}`, depth + 1) }
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
  const concealed = patterns.reduce((mapped, pattern) => mapAt(mapped, stepsOf(pattern), conceal), body)
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

export const isCommitment = (salt: string, value: string, commitment: unknown): boolean =>
  commitmentTo(salt, value) === commitment

/** For `revealPersonal` where commitments are checked elsewhere. */
export const takenForKept = (): boolean => true

/**
 * Puts values where they belong in a body that nobody else has, for where commitments are checked elsewhere; false where a
 * place is not there.
 */
export const putPersonal = (body: JsonValue, disclosures: readonly Disclosure[]): boolean => {
  for (const { path, value } of disclosures) {
    let here: JsonValue | undefined = body
    let start = 1
    for (let end = path.indexOf('/', 1); end !== -1; end = path.indexOf('/', start)) {
      here = memberOf(here, path.slice(start, end))
      start = end + 1
    }
    const last = path.slice(start)
    if (memberOf(here, last) === undefined) return false
    const parent = here as Record<string, JsonValue>
    parent[last] = JSON.parse(value) as JsonValue
  }
  return true
}

const memberOf = (value: JsonValue | undefined, key: string): JsonValue | undefined =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as JsonObject)[key]
    : undefined

/** Whether any pattern leads anywhere at all: with most events none does. */
const hasAny = (body: JsonValue, patterns: readonly string[]): boolean =>
  isJsonObject(body) && patterns.some((pattern) => body[stepsOf(pattern)[0]] !== undefined)

/** The body as it was handed in, but for what was erased; null when a disclosure was changed or belongs to nothing. */
export const revealPersonal = (
  concealed: JsonValue,
  patterns: readonly string[],
  disclosures: readonly Disclosure[],
  standIn: StandIn,
  isKept: (salt: string, value: string, commitment: unknown) => boolean = isCommitment,
): Revealed | null => {
  if (disclosures.length === 0 && !hasAny(concealed, patterns)) return { body: concealed, erased: [] }
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
      if (found !== undefined && isKept(found.salt, found.value, expected))
        return JSON.parse(found.value) as JsonValue
      kept = false
      return stored
    }
  const body = patterns.reduce(
    (mapped, pattern) => mapAt(mapped, stepsOf(pattern), reveal(pattern)),
    concealed,
  )
  return kept && unused.size === 0 ? { body, erased } : null
}
