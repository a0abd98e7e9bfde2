import { isWhite } from './operand.ts'
import type { Operand } from './operand.ts'

const COMPONENTS: Readonly<Record<string, number>> = {
  G: 1,
  DeviceGray: 1,
  RGB: 3,
  DeviceRGB: 3,
  CMYK: 4,
  DeviceCMYK: 4,
  I: 1,
  Indexed: 1,
}

/** How much after EI must look like text for it to be the operator and not a chance in the data. */
const LOOK_AHEAD_BYTES = 12

const first = (header: ReadonlyMap<string, Operand>, ...keys: readonly string[]): Operand | undefined => {
  for (const key of keys) if (header.has(key)) return header.get(key)
  return undefined
}

const numberIn = (operand: Operand | undefined): number | null =>
  operand?.kind === 'number' ? operand.value : null

/** Exact size of the data where the header tells it: no filter, or the length given (PDF 2.0). */
const dataBytes = (header: ReadonlyMap<string, Operand>): number | null => {
  const length = numberIn(first(header, 'L', 'Length'))
  if (length !== null) return length
  const filter = first(header, 'F', 'Filter')
  if (filter && !(filter.kind === 'array' && filter.items.length === 0)) return null
  const width = numberIn(first(header, 'W', 'Width'))
  const height = numberIn(first(header, 'H', 'Height'))
  if (width === null || height === null) return null
  const mask = first(header, 'IM', 'ImageMask')
  const space = first(header, 'CS', 'ColorSpace')
  const spaceName = space?.kind === 'array' ? space.items[0] : space
  const components = spaceName?.kind === 'name' ? COMPONENTS[spaceName.value] : mask ? 1 : undefined
  if (components === undefined) return null
  const bits = numberIn(first(header, 'BPC', 'BitsPerComponent')) ?? 1
  return Math.ceil((width * bits * components) / 8) * height
}

const isEndAt = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === 69 && bytes[at + 1] === 73 && (at + 2 >= bytes.length || isWhite(bytes[at + 2]))

const looksLikeContent = (bytes: Uint8Array, from: number): boolean => {
  const end = Math.min(bytes.length, from + LOOK_AHEAD_BYTES)
  for (let i = from; i < end; i++) {
    const code = bytes[i]
    if (code > 126 || (code < 32 && (code === 0 || !isWhite(code)))) return false
  }
  return true
}

/** Where the operation BI ... ID ... EI ends; `afterId` is the byte after ID. The end of input if it never does. */
export const inlineImageEnd = (
  bytes: Uint8Array,
  header: ReadonlyMap<string, Operand>,
  afterId: number,
): number => {
  const data = afterId + 1
  const size = dataBytes(header)
  if (size !== null && size >= 0) {
    for (let at = data + size; at <= data + size + 4; at++) if (isEndAt(bytes, at)) return at + 2
  }
  for (let at = data; at + 1 < bytes.length; at++) {
    if (isEndAt(bytes, at) && isWhite(bytes[at - 1]) && looksLikeContent(bytes, at + 2)) return at + 2
  }
  return bytes.length
}
