import type { BmpHeader } from './bmp-header.ts'
import { bmpFailure, readBmpHeader } from './bmp-header.ts'
import { unpackBmpRuns } from './bmp-runs.ts'
import type { Picture } from './picture.ts'
import { checkSize } from './picture-limits.ts'

/** No run is longer, so no packed file makes more pixels out of its bytes. */
const LONGEST_RUN = 255

type PutPixel = (row: Uint8Array, x: number, rgb: Uint8Array, to: number) => void

const paletteReader =
  (header: BmpHeader): PutPixel =>
  (row, x, rgb, to) => {
    const perByte = 8 / header.bits
    const shift = 8 - header.bits * ((x % perByte) + 1)
    const index = (row[Math.floor(x / perByte)] >> shift) & ((1 << header.bits) - 1)
    const entry = index * header.paletteStride
    for (let c = 0; c < 3; c++) rgb[to + c] = header.palette[entry + 2 - c] ?? 0
  }

/** Brings the bits under a mask to 0..255. */
const channel = (mask: number) => {
  const shift = mask === 0 ? 0 : 31 - Math.clz32(mask & -mask)
  const most = (mask >>> shift) >>> 0
  return (pixel: number) => (most === 0 ? 0 : Math.round((((pixel & mask) >>> shift) * 255) / most))
}

const maskReader = (header: BmpHeader): PutPixel => {
  const channels = header.masks.map(channel)
  const wide = header.bits === 32
  return (row, x, rgb, to) => {
    const at = x * (wide ? 4 : 2)
    const low = row[at] | (row[at + 1] << 8)
    const pixel = wide ? low | (row[at + 2] << 16) | (row[at + 3] << 24) : low
    for (let c = 0; c < 3; c++) rgb[to + c] = channels[c](pixel)
  }
}

const bgrReader: PutPixel = (row, x, rgb, to) => {
  for (let c = 0; c < 3; c++) rgb[to + c] = row[3 * x + 2 - c]
}

const readerFor = (header: BmpHeader): PutPixel => {
  if (header.bits <= 8) return paletteReader(header)
  return header.bits === 24 ? bgrReader : maskReader(header)
}

const readRows = (header: BmpHeader, pixels: Uint8Array, stride: number): Picture => {
  const { width, height } = header
  const rgb = new Uint8Array(width * height * 3)
  const put = readerFor(header)
  for (let y = 0; y < height; y++) {
    const row = pixels.subarray(y * stride, (y + 1) * stride)
    const target = (header.topDown ? y : height - 1 - y) * width
    for (let x = 0; x < width; x++) put(row, x, rgb, (target + x) * 3)
  }
  return { width, height, rgb }
}

/**
 * Windows bitmaps, which sharp does not read: 1 to 32 bits, palettes, bit fields, runs, either way up. An
 * alpha channel is left out of account, as most programs do. @throws Failure picture-unreadable, picture-too-large
 */
export const decodeBmp = (bytes: Uint8Array, maxPixels: number): Picture => {
  const header = readBmpHeader(bytes)
  checkSize(header.width, header.height, maxPixels)
  const given = bytes.length - header.pixelsAt
  if (header.coding !== 'plain') {
    if (header.width * header.height > given * LONGEST_RUN) throw bmpFailure('it is cut short')
    return readRows({ ...header, bits: 8 }, unpackBmpRuns(header, bytes), header.width)
  }
  const stride = Math.ceil((header.width * header.bits) / 32) * 4
  const needed = stride * (header.height - 1) + Math.ceil((header.width * header.bits) / 8)
  if (given < needed) throw bmpFailure('it is cut short')
  return readRows(header, bytes.subarray(header.pixelsAt), stride)
}
