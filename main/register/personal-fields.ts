import { hash, randomBytes } from 'node:crypto'
import { canonicalJson, isJsonObject } from './canonical-json.ts'
import type { JsonValue } from './canonical-json.ts'

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

const commitmentTo = (salt: Uint8Array, value: string): string =>
  hash('sha256', Buffer.concat([COMMITMENT_PREFIX, salt, Buffer.from(value)]), 'base64url')

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

const mapAll = (
  body: JsonValue,
  patterns: readonly string[],
  replace: (value: JsonValue, path: string) => JsonValue,
): JsonValue =>
  patterns.reduce((mapped, pattern) => mapAt(mapped, pattern.split('/').slice(1), '', replace), body)

/** The body as it enters the tree, and what must be kept beside it to read it. */
export const concealPersonal = (
  body: JsonValue,
  patterns: readonly string[],
): { concealed: JsonValue; disclosures: readonly Disclosure[] } => {
  const disclosures: Disclosure[] = []
  const concealed = mapAll(body, patterns, (personal, path) => {
    const value = canonicalJson(personal)
    const salt = randomBytes(SALT_BYTES)
    disclosures.push({ path, salt, value })
    return { commitment: commitmentTo(salt, value) }
  })
  return { concealed, disclosures }
}

/** The body as it was handed in; null when a disclosure is missing, changed, or belongs to nothing. */
export const revealPersonal = (
  concealed: JsonValue,
  patterns: readonly string[],
  disclosures: readonly Disclosure[],
): JsonValue | null => {
  const unused = new Map(disclosures.map((disclosure) => [disclosure.path, disclosure]))
  let kept = true
  const body = mapAll(concealed, patterns, (stored, path) => {
    const found = unused.get(path)
    unused.delete(path)
    const expected = isJsonObject(stored) ? stored.commitment : undefined
    if (found === undefined || commitmentTo(found.salt, found.value) !== expected) {
      kept = false
      return stored
    }
    return JSON.parse(found.value) as JsonValue
  })
  return kept && unused.size === 0 ? body : null
}
