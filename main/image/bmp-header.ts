import { Failure } from '../../shared/contract/failure.ts'

/** Names of [MS-WMF] 2.1.1.7 and wingdi.h. */
const RGB = 0
const RLE8 = 1
const RLE4 = 2
const BITFIELDS = 3
const ALPHA_BITFIELDS = 6

const FILE_HEADER = 14
const CORE_HEADER = 12
const INFO_HEADER = 40
const V2_HEADER = 52

export interface BmpHeader {
  readonly width: number
  readonly height: number
  readonly topDown: boolean
  readonly bits: 1 | 4 | 8 | 16 | 24 | 32
  readonly coding: 'plain' | 'rle8' | 'rle4'
  /** Red, green and blue bits within a 16- or 32-bit pixel. */
  readonly masks: readonly [number, number, number]
  /** Blue, green, red (and a spare byte) of each colour. */
  readonly palette: Uint8Array
  readonly paletteStride: 3 | 4
  readonly pixelsAt: number
}

export const bmpFailure = (what: string): Failure =>
  new Failure(
    'picture-unreadable',
    `This BMP picture cannot be read: ${what}. Save it as PNG or JPEG and try again.`,
  )

const codingOf = (compression: number, bits: number): BmpHeader['coding'] => {
  if (compression === RLE8 && bits === 8) return 'rle8'
  if (compression === RLE4 && bits === 4) return 'rle4'
  const masked =
    (compression === BITFIELDS || compression === ALPHA_BITFIELDS) && (bits === 16 || bits === 32)
  if (compression === RGB || masked) return 'plain'
  throw bmpFailure(`compression ${compression} with ${bits} bits to a pixel is not one of its kinds`)
}

const isDepth = (bits: number): bits is BmpHeader['bits'] => [1, 4, 8, 16, 24, 32].includes(bits)

const masksOf = (view: DataView, compression: number, bits: number): BmpHeader['masks'] => {
  const given = compression === BITFIELDS || compression === ALPHA_BITFIELDS
  if (given && view.byteLength >= FILE_HEADER + V2_HEADER) {
    const at = FILE_HEADER + INFO_HEADER
    return [view.getUint32(at, true), view.getUint32(at + 4, true), view.getUint32(at + 8, true)]
  }
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f] : [0xff0000, 0x00ff00, 0x0000ff]
}

/** Reads the file and bitmap headers. @throws Failure picture-unreadable */
export const readBmpHeader = (bytes: Uint8Array): BmpHeader => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < FILE_HEADER + CORE_HEADER) throw bmpFailure('it ends within its header')
  const pixelsAt = view.getUint32(10, true)
  const size = view.getUint32(FILE_HEADER, true)
  const core = size === CORE_HEADER
  if (!core && (size < INFO_HEADER || bytes.length < FILE_HEADER + size))
    throw bmpFailure('its header is damaged')
  const width = core ? view.getUint16(18, true) : view.getInt32(18, true)
  const signedHeight = core ? view.getUint16(20, true) : view.getInt32(22, true)
  const bits = view.getUint16(core ? 24 : 28, true)
  const compression = core ? RGB : view.getUint32(30, true)
  if (!isDepth(bits)) throw bmpFailure(`it has ${bits} bits to a pixel`)
  if (width <= 0 || signedHeight === 0 || pixelsAt >= bytes.length)
    throw bmpFailure('its size makes no sense')
  const maskBytes = size === INFO_HEADER && compression === BITFIELDS ? 12 : 0
  const paletteAt =
    FILE_HEADER + size + (size === INFO_HEADER && compression === ALPHA_BITFIELDS ? 16 : maskBytes)
  return {
    width,
    height: Math.abs(signedHeight),
    topDown: signedHeight < 0,
    bits,
    coding: codingOf(compression, bits),
    masks: masksOf(view, compression, bits),
    palette: bits <= 8 ? bytes.subarray(paletteAt, Math.max(paletteAt, pixelsAt)) : new Uint8Array(0),
    paletteStride: core ? 3 : 4,
    pixelsAt,
  }
}
