import { z } from 'zod'
import { codeSchema, text } from '../../shared/contract/event-fields.ts'
import { eventTimeSchema, newEventSchema, PERSONAL_FIELDS } from '../../shared/contract/events.ts'
import type { EventType } from '../../shared/contract/events.ts'

/**
 * What leaves of a kind of event look like, as one regular expression made of the event's own schema. A leaf that matches
 * is in canonical form and a proper event: found out in a fraction of the time that parsing, printing and checking it
 * takes. One that does not match may be proper all the same (an escape, a very long text): the long way tells.
 */
export interface LeafPattern {
  /** Finds the time, then what each of `captures` says. */
  readonly leaf: RegExp
  readonly captures: readonly Capture[]
}

/** A commitment, or the text of a list each of whose items has a code and a commitment. */
export type Capture = PersonalCapture | ListCapture

export interface PersonalCapture {
  readonly path: string
  /** What the text of the value that was committed to must be. */
  readonly value: RegExp
}

export interface ListCapture extends PersonalCapture {
  /** Finds one item's code and commitment after the other. */
  readonly item: RegExp
  /** Of the commitment, in an item. */
  readonly inner: string
}

/** In a longer leaf some string might be longer than its schema allows. */
export const MOST_CHARACTERS = 4000

type Schema = z.core.JSONSchema.BaseSchema

/** What JSON prints as it is, and UTF-8 has a form for. */
const CHARACTER = '[^"\\\\\\u0000-\\u001f\\ud800-\\udfff]'
const COMMITMENT = '\\{"commitment":"([A-Za-z0-9_-]{43})"\\}'
/** To be looked at once more by its schema. */
const CODE = '"([0-9A-Z]{8})"'
/** Up to 15 digits: read and printed again, they are the same. */
const NATURAL = '(?:0|[1-9]\\d{0,14})'
const POSITIVE = '[1-9]\\d{0,14}'

/** Checks of ours that JSON Schema has no words for: the first holds for whatever CHARACTER lets through. */
const WELL_FORMED: ReadonlySet<unknown> = new Set(text.def.checks)
const IS_CODE: ReadonlySet<unknown> = new Set(codeSchema.def.checks)
const UNTOLD = 'untold'

const isOurs = ({ _zod: inner }: z.core.$ZodCheck): boolean => inner.def.check === 'custom'

/** As JSON Schema, with a mark where that does not tell all. */
const toldOf = (schema: z.ZodType): Schema => {
  const { $schema: _dialect, ...told } = z.toJSONSchema(schema, {
    override: ({ zodSchema: { _zod: inner }, jsonSchema }) => {
      const untold = (inner.def.checks ?? []).filter((check) => isOurs(check) && !WELL_FORMED.has(check))
      if (untold.length > 0) jsonSchema[UNTOLD] = untold.every((check) => IS_CODE.has(check)) ? 'code' : 'all'
    },
  })
  return told
}

const escaped = (literal: string): string => literal.replace(/[$()*+./?[\\\]^{|}-]/g, '\\$&')

const knows = (schema: Schema, ...keywords: string[]): boolean =>
  Object.keys(schema).every((keyword) => keyword === 'type' || keywords.includes(keyword))

/** Letters, digits, dashes and the like, which mean the same to JSON: no negation, nothing that stands for any character. */
const MODEST = /^(?:[A-Za-z0-9():|?{},+[\]-]|\\[d.])*$/

const stringSource = (schema: Schema): string | null => {
  if (schema.const !== undefined) return escaped(JSON.stringify(schema.const))
  if (schema.enum !== undefined)
    return `(?:${schema.enum.map((value) => escaped(JSON.stringify(value))).join('|')})`
  if (schema.pattern !== undefined) {
    const inner = /^\^(.*)\$$/.exec(schema.pattern)?.[1]
    const isModest = inner !== undefined && MODEST.test(inner) && knows(schema, 'pattern', 'format')
    return isModest ? `"(?:${inner})"` : null
  }
  const { minLength = 0, maxLength = 0 } = schema
  if (!knows(schema, 'minLength', 'maxLength') || minLength > 1 || maxLength < MOST_CHARACTERS) return null
  return `"${CHARACTER}${minLength === 1 ? '+' : '*'}"`
}

const integerSource = (schema: Schema): string | null => {
  if (!knows(schema, 'minimum', 'exclusiveMinimum', 'maximum')) return null
  if (schema.maximum !== Number.MAX_SAFE_INTEGER) return null
  if (schema.exclusiveMinimum === 0) return POSITIVE
  return schema.minimum === 0 ? NATURAL : null
}

/** The expression of a member at this path, with a group for each that is to be captured; null where there is none. */
type Told = (path: string) => string | undefined

/** Null for what no expression is made of: most lists, unions, checks that it does not know. */
const sourceOf = (schema: Schema, told: Told, path = ''): string | null => {
  const source = told(path)
  if (source !== undefined) return source
  if (schema[UNTOLD] === 'code') return CODE
  if (schema[UNTOLD] !== undefined) return null
  if (schema.type === 'string') return stringSource(schema)
  if (schema.type === 'integer') return integerSource(schema)
  if (schema.type === 'boolean') return '(?:true|false)'
  return schema.type === 'object' ? objectSource(schema, told, path) : null
}

/** Its members in canonical order. Of those that need not be there, the ones without an expression are taken not to be. */
const objectSource = (schema: Schema, told: Told, path: string): string | null => {
  if (
    schema.additionalProperties !== false ||
    !knows(schema, 'properties', 'required', 'additionalProperties')
  )
    return null
  const { properties = {}, required = [] } = schema
  if (required.length === 0) return null
  let source = ''
  let isAfter = false
  for (const key of Object.keys(properties).sort()) {
    const member = properties[key]
    const value = typeof member === 'boolean' ? null : sourceOf(member, told, `${path}/${key}`)
    const pair = `${escaped(JSON.stringify(key))}:${value}`
    if (required.includes(key)) {
      if (value === null) return null
      source += isAfter ? `,${pair}` : pair
      isAfter = true
    } else if (value !== null) source += isAfter ? `(?:,${pair})?` : `(?:${pair},)?`
  }
  return `\\{${source}\\}`
}

const NOTHING: Told = () => undefined

const valueOf = (schema: Schema | boolean | undefined): RegExp | null => {
  const source = typeof schema === 'object' ? sourceOf(schema, NOTHING) : null
  return source === null ? null : new RegExp(`^${source}$`)
}

const withoutGroups = (source: string): string => source.replace(/\((?!\?)/g, '(?:')

interface Captured {
  readonly capture: Capture
  readonly source: string
}

// What is captured at the place of a personal field: `/name`, or `/copies/*/recipient` in a list of copies.
const capturedAt = (body: Schema, pattern: string): Captured | null => {
  const [, key, star, inner, ...deeper] = pattern.split('/')
  const member = body.properties?.[key]
  if (typeof member !== 'object') return null
  if (star === undefined) {
    const value = valueOf(member)
    return value === null ? null : { capture: { path: `/${key}`, value }, source: COMMITMENT }
  }
  const items = member.items
  if (star !== '*' || inner === undefined || deeper.length > 0) return null
  if (typeof items !== 'object' || Array.isArray(items) || !knows(member, 'items', 'minItems')) return null
  const value = valueOf(items.properties?.[inner])
  const item = sourceOf(items, (path) => (path === `/${inner}` ? COMMITMENT : undefined))
  if (value === null || item === null || member.minItems !== 1) return null
  const one = withoutGroups(item)
  const capture = { path: `/${key}`, value, inner: `/${inner}`, item: new RegExp(item, 'g') }
  return { capture, source: `\\[(${one}(?:,${one})*)\\]` }
}

const isRequired = (body: Schema, key: string): boolean => body.required?.includes(key) ?? false

const patternOf = (type: EventType, event: Schema): LeafPattern | null => {
  const { body, by } = event.properties ?? {}
  if (typeof body !== 'object' || typeof by !== 'object') return null
  const captured = new Map<string, Captured>()
  const dropped = new Set<string>()
  for (const pattern of PERSONAL_FIELDS[type]) {
    const found = capturedAt(body, pattern)
    const key = pattern.split('/')[1]
    if (found !== null) captured.set(`/${key}`, found)
    else if (isRequired(body, key)) return null
    else dropped.add(key)
  }
  const members = Object.entries(body.properties ?? {}).filter(([key]) => !dropped.has(key))
  const bodySource = sourceOf(
    { ...body, properties: Object.fromEntries(members) },
    (path) => captured.get(path)?.source,
  )
  const [time, bySource] = [sourceOf(toldOf(eventTimeSchema), NOTHING), sourceOf(by, NOTHING)]
  if (time === null || bodySource === null || bySource === null) return null
  const at = `"(${time.slice(1, -1)})"`
  const captures = [...captured.keys()].toSorted().flatMap((path) => captured.get(path)?.capture ?? [])
  // Codes outside of lists have a group that nobody looks at: no kind of event has one, and none may be added unseen.
  const leaf = new RegExp(`^\\{"at":${at},"body":${bodySource},"by":${bySource},"type":"${type}"\\}$`)
  return new RegExp(`${leaf.source}|`).exec('')?.length === captures.length + 2 ? { leaf, captures } : null
}

/** By type, for all that have one. */
export const leafPatterns = (): ReadonlyMap<string, LeafPattern> => {
  const found = new Map<string, LeafPattern>()
  for (const option of newEventSchema.options) {
    const type = option.shape.type.value
    const told = toldOf(option)
    const pattern = told[UNTOLD] === undefined ? patternOf(type, told) : null
    if (pattern !== null) found.set(type, pattern)
  }
  return found
}
