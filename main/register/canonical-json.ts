export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

export const isJsonObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isArray = (value: JsonValue): value is readonly JsonValue[] => Array.isArray(value)

/**
 * The one text of a JSON value, by RFC 8785 (JCS): no white space, keys in UTF-16 order, numbers and strings as
 * ECMAScript prints them. Absent (undefined) members are left out. Refuses what has no such text: numbers that
 * are not finite, and strings with lone surrogates.
 */
export const canonicalJson = (value: JsonValue): string => {
  if (typeof value === 'object' && hasSortedKeys(value)) {
    const text = JSON.stringify(value)
    if (!text.includes('\\u')) return text
  }
  if (typeof value === 'string') return canonicalString(value)
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`)
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  if (isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  let text = ''
  // By UTF-16 code units, which is what RFC 8785 asks for.
  for (const key of Object.keys(value).sort()) {
    const member = value[key]
    if (member !== undefined) text += `${text === '' ? '' : ','}${canonicalKey(key)}:${canonicalJson(member)}`
  }
  return `{${text}}`
}

/** Nothing in it that JSON escapes, or that UTF-8 has no form for. */
const PLAIN = /^[ !#-[\]-~]*$/

const canonicalString = (value: string): string => {
  if (PLAIN.test(value)) return `"${value}"`
  if (!value.isWellFormed()) throw new TypeError('A lone surrogate has no UTF-8 form')
  return JSON.stringify(value)
}

/** The names of members are few and come again with every event. */
const keys = new Map<string, string>()
const MOST_KEYS = 1000

const canonicalKey = (key: string): string => {
  const known = keys.get(key)
  if (known !== undefined) return known
  const text = canonicalString(key)
  if (keys.size < MOST_KEYS) keys.set(key, text)
  return text
}

/** Whether `text`, of which `value` was parsed, is its canonical text; the usual case without building it anew. */
export const isCanonical = (value: JsonValue, text: string): boolean => {
  if (!text.includes('\\u') && hasSortedKeys(value)) return JSON.stringify(value) === text
  try {
    return canonicalJson(value) === text
  } catch {
    return false
  }
}

/** As they stand, and numbers that have a JSON form; keys that look like numbers come first whatever their order in the text, and count as unsorted. */
const hasSortedKeys = (value: JsonValue): boolean => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object' || value === null) return true
  if (isArray(value)) return value.every(hasSortedKeys)
  let last = ''
  for (const key in value) {
    const member = value[key]
    if (key < last || member === undefined || !hasSortedKeys(member)) return false
    last = key
  }
  return true
}
