import type { BmpHeader } from './bmp-header.ts'

const END_OF_LINE = 0
const END_OF_PICTURE = 1
const DELTA = 2

/**
 * Unpacks RLE8 or RLE4 into one palette index a pixel, in the file's own row order. Whatever is written
 * outside the picture is dropped; the rest of a file that stops short keeps index 0, as Windows shows it.
 */
export const unpackBmpRuns = (header: BmpHeader, bytes: Uint8Array): Uint8Array => {
  const { width, height } = header
  const nibbles = header.coding === 'rle4'
  const indices = new Uint8Array(width * height)
  let at = header.pixelsAt
  let x = 0
  let y = 0
  const put = (index: number) => {
    if (x < width && y < height) indices[y * width + x] = index
    x++
  }
  const half = (byte: number, i: number) => (nibbles ? (i & 1 ? byte & 15 : byte >> 4) : byte)
  while (at + 1 < bytes.length && y < height) {
    const count = bytes[at]
    const value = bytes[at + 1]
    at += 2
    if (count > 0) {
      for (let i = 0; i < count; i++) put(half(value, i))
    } else if (value === END_OF_LINE) {
      x = 0
      y++
    } else if (value === END_OF_PICTURE) {
      break
    } else if (value === DELTA) {
      x += bytes[at] ?? 0
      y += bytes[at + 1] ?? 0
      at += 2
    } else {
      for (let i = 0; i < value; i++) put(half(bytes[at + (nibbles ? i >> 1 : i)] ?? 0, i))
      const used = nibbles ? (value + 1) >> 1 : value
      at += used + (used & 1)
    }
  }
  return indices
}
