/** UTF-16 by its mark; null without one. */
const wideEncodingOf = (bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

const decodeStrictly = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/**
 * Text as offices save it: UTF-16 with its mark, UTF-8, or GB 18030 as Chinese Excel writes it. Null for bytes that are neither of the last
 * two. Broken UTF-16 comes with U+FFFD in it, or as null where `strict`.
 */
export const decodeOfficeText = (bytes: Uint8Array, strict: boolean): string | null => {
  const wide = wideEncodingOf(bytes)
  if (wide === null) return decodeStrictly(bytes, 'utf-8') ?? decodeStrictly(bytes, 'gb18030')
  return strict ? decodeStrictly(bytes, wide) : new TextDecoder(wide).decode(bytes)
}
