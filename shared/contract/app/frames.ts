import { z } from 'zod'
import { Failure } from '../failure.ts'

/**
 * How a message goes over a WebSocket: a text frame with its JSON, and after it each run of bytes that is in it as a binary
 * frame of its own, in order. In the JSON `{"$bytes": n}` stands for the n-th of them.
 */
export type Frame = string | Uint8Array

const PLACE = '$bytes'

/** A page of evidence has some fifty pictures. */
const MOST_PARTS = 1000

const headSchema = z.strictObject({ message: z.unknown(), parts: z.int().nonnegative().max(MOST_PARTS) })

/** Throws Failure 'internal' for a message that uses the stand-in's own name. */
export const toFrames = (message: unknown): readonly Frame[] => {
  const parts: Uint8Array[] = []
  const places = new Set<unknown>()
  // `this` is what holds the value: a Node Buffer turns itself into a list of numbers before `value` is seen.
  function replace(this: Readonly<Record<string, unknown>>, key: string, value: unknown): unknown {
    if (key === PLACE && !places.has(this))
      throw new Failure('internal', `A message cannot have a field "${PLACE}".`)
    const original = this[key]
    if (!(original instanceof Uint8Array)) return value
    const place = { [PLACE]: parts.push(original) - 1 }
    places.add(place)
    return place
  }
  const json = JSON.stringify({ message }, replace)
  return [`${json.slice(0, -1)},"parts":${parts.length}}`, ...parts]
}

const isPlace = (value: unknown): value is Readonly<Record<typeof PLACE, number>> =>
  typeof value === 'object' && value !== null && PLACE in value && typeof value[PLACE] === 'number'

const filled = (json: string, parts: readonly Uint8Array[]): unknown => {
  const revive = (_: string, value: unknown): unknown => {
    if (!isPlace(value)) return value
    const part = parts[value[PLACE]]
    if (part === undefined || Object.keys(value).length !== 1) throw misfit()
    return part
  }
  return headSchema.parse(JSON.parse(json, parts.length === 0 ? undefined : revive)).message
}

const misfit = (): Failure => new Failure('usage', 'A message was cut short or put together wrongly.')

/** Puts frames, as they come, together to messages. Throws Failure 'usage' at frames that are none. */
export const frameReader = (take: (message: unknown) => void): ((frame: Frame) => void) => {
  let waiting: { readonly json: string; readonly wanted: number; readonly parts: Uint8Array[] } | null = null
  const begin = (json: string): void => {
    const head = headSchema.safeParse(parsed(json))
    if (!head.success) throw misfit()
    waiting = { json, wanted: head.data.parts, parts: [] }
  }
  return (frame) => {
    if (typeof frame === 'string') {
      if (waiting !== null) throw misfit()
      begin(frame)
    } else if (waiting === null) throw misfit()
    else waiting.parts.push(frame)
    if (waiting === null || waiting.parts.length < waiting.wanted) return
    const { json, parts } = waiting
    waiting = null
    take(filled(json, parts))
  }
}

const parsed = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    throw misfit()
  }
}
