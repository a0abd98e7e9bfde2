/** What is needed of a JPEG without unpacking it (ITU-T T.81, annex B). */
export interface JpegHeader {
  readonly width: number
  readonly height: number
  readonly components: number
  /** Of libjpeg's scale from 1 to 100, by how coarsely the lightness is quantised. */
  readonly quality: number
  /** Colours are kept for every pixel, or for fewer than the lightness. */
  readonly finelyColoured: boolean
}

const SOI = 0xd8
const SOS = 0xda
const DQT = 0xdb
/** Baseline, extended and progressive, with Huffman codes: what everybody can draw. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** Of the table that T.81 suggests for lightness (K.1), which libjpeg scales. */
const USUAL_SUM = 3688

const sumOfTable = (segment: Buffer, from: number, wide: boolean): number => {
  let sum = 0
  for (let k = 0; k < 64; k++) sum += wide ? segment.readUInt16BE(from + 2 * k) : segment[from + k]
  return sum
}

const readTables = (segment: Buffer, sums: Map<number, number>): void => {
  let at = 0
  while (at < segment.length) {
    const wide = segment[at] >> 4 !== 0
    const size = wide ? 128 : 64
    if (at + 1 + size > segment.length) return
    sums.set(segment[at] & 15, sumOfTable(segment, at + 1, wide))
    at += 1 + size
  }
}

/** As libjpeg's `jpeg_quality_scaling` has it, turned round. */
const qualityOf = (sum: number): number => {
  const percent = (100 * sum) / USUAL_SUM
  const quality = percent <= 100 ? 100 - percent / 2 : 5000 / percent
  return Math.min(100, Math.max(1, Math.round(quality)))
}

/** Null for what is no JPEG of 8 bits a sample, or of a kind that not every viewer draws. */
export const readJpegHeader = (bytes: Uint8Array): JpegHeader | null => {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (data.length < 4 || data[0] !== 0xff || data[1] !== SOI) return null
  const sums = new Map<number, number>()
  let frame: Buffer | null = null
  for (let at = 2; at + 4 <= data.length;) {
    if (data[at] !== 0xff) return null
    const marker = data[at + 1]
    if (marker === 0xff) {
      at++
      continue
    }
    const segment = data.subarray(at + 4, at + 2 + data.readUInt16BE(at + 2))
    if (marker === SOS) break
    if (marker === DQT) readTables(segment, sums)
    else if (FRAMES.has(marker)) frame = segment
    else if (marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) return null
    at += 2 + data.readUInt16BE(at + 2)
  }
  if (frame === null || frame.length < 9 || frame[0] !== 8) return null
  const sum = sums.get(frame[8])
  if (sum === undefined) return null
  return {
    width: frame.readUInt16BE(3),
    height: frame.readUInt16BE(1),
    components: frame[5],
    quality: qualityOf(sum),
    finelyColoured: frame[7] === 0x11,
  }
}
