import { Failure } from '../failure.ts'

/**
 * Messages as one binary WebSocket frame each, for the loopback host: four bytes, little-endian, of how long the JSON
 * is; the JSON, in which every Uint8Array is written { "$bytes": [offset, length] }; then those bytes, one after the other.
 */

// Both ends have these; the shared rooms are typed without Node and without the DOM.
declare const TextEncoder: new () => { encode(text: string): Uint8Array<ArrayBuffer> }
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean },
) => { decode(bytes: Uint8Array): string }

const KEY = '$bytes'
const HEAD = 4

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

export const encodeFrame = (message: unknown): Uint8Array<ArrayBuffer> => {
  const parts: Uint8Array[] = []
  let size = 0
  // `this` holds the value as it was: a Node Buffer would arrive here as what its toJSON makes of it.
  const json = JSON.stringify(message, function replace(this: Record<string, unknown>, key: string): unknown {
    const value = this[key]
    if (value instanceof Uint8Array) {
      parts.push(value)
      size += value.length
      return { [KEY]: [size - value.length, value.length] }
    }
    if (isObject(value) && !Array.isArray(value) && Object.hasOwn(value, KEY))
      throw new Failure('usage', `A message may not have a field called ${KEY}.`)
    return value
  })
  const head = new TextEncoder().encode(json)
  const frame = new Uint8Array(HEAD + head.length + size)
  new DataView(frame.buffer).setUint32(0, head.length, true)
  frame.set(head, HEAD)
  let at = HEAD + head.length
  for (const part of parts) {
    frame.set(part, at)
    at += part.length
  }
  return frame
}

const broken = () => new Failure('usage', 'A message that was received is broken; it was not acted on.')

/** Throws 'usage' on whatever is not such a frame. What is inside is still foreign: parse it. */
export const decodeFrame = (frame: Uint8Array): unknown => {
  if (frame.length < HEAD) throw broken()
  const length = new DataView(frame.buffer, frame.byteOffset, frame.byteLength).getUint32(0, true)
  if (length > frame.length - HEAD) throw broken()
  const tail = frame.subarray(HEAD + length)
  const revive = (_: string, value: unknown): unknown => {
    if (!isObject(value) || !Object.hasOwn(value, KEY)) return value
    const place = value[KEY]
    if (!Array.isArray(place)) throw broken()
    const [offset, size]: unknown[] = place
    if (!Number.isInteger(offset) || !Number.isInteger(size)) throw broken()
    const [from, bytes] = [Number(offset), Number(size)]
    if (from < 0 || bytes < 0 || from + bytes > tail.length) throw broken()
    return tail.slice(from, from + bytes)
  }
  try {
    return JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(frame.subarray(HEAD, HEAD + length)),
      revive,
    )
  } catch (error) {
    if (error instanceof Failure) throw error
    throw broken()
  }
}
