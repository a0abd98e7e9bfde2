export type JsonValue = null | boolean | number | string | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [key: string]: JsonValue | undefined
}

export const isJsonObject = (value: JsonValue): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * The one text of a JSON value, by RFC 8785 (JCS): no white space, keys in UTF-16 order, numbers and strings as
 * ECMAScript prints them. Absent (undefined) members are left out. Refuses what has no such text: numbers that
 * are not finite, and strings with lone surrogates.
 */
export const canonicalJson = (value: JsonValue): string => {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} has no JSON form`)
  if (typeof value === 'string' && !value.isWellFormed())
    throw new TypeError('A lone surrogate has no UTF-8 form')
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (!isJsonObject(value)) return JSON.stringify(value)
  const members = Object.keys(value)
    .sort() // by UTF-16 code units, which is what RFC 8785 asks for
    .flatMap((key) => {
      const member = value[key]
      return member === undefined ? [] : [`${canonicalJson(key)}:${canonicalJson(member)}`]
    })
  return `{${members.join(',')}}`
}
