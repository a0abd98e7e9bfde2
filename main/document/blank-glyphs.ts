import type { PDFDict } from 'pdf-lib'
import { decodeStream } from './decode-stream.ts'
import { getDict, getStream } from './read-objects.ts'

const HEAD = 0x68656164
const LOCA = 0x6c6f6361
/** Offset of indexToLocFormat in the head table (OpenType, head). */
const INDEX_TO_LOC_FORMAT = 50

const tableOf = (font: Buffer, tag: number): Buffer => {
  const count = font.length >= 12 ? font.readUInt16BE(4) : 0
  for (let i = 0; i < count && 12 + 16 * (i + 1) <= font.length; i++) {
    const record = 12 + 16 * i
    if (font.readUInt32BE(record) !== tag) continue
    const offset = font.readUInt32BE(record + 8)
    return font.subarray(offset, offset + font.readUInt32BE(record + 12))
  }
  return Buffer.alloc(0)
}

/** Bytes of a glyph's outline by CID; -1 where the embedded program has no such glyph, or none can be read of it. */
const outlineLength = (descendant: PDFDict): ((cid: number) => number) => {
  const stream = getStream(getDict(descendant, 'FontDescriptor'), 'FontFile2')
  const bytes = stream && decodeStream(stream)
  if (!bytes) return () => -1
  const font = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const [head, loca] = [tableOf(font, HEAD), tableOf(font, LOCA)]
  if (head.length < INDEX_TO_LOC_FORMAT + 2 || loca.length === 0) return () => -1
  const size = head.readUInt16BE(INDEX_TO_LOC_FORMAT) === 0 ? 2 : 4
  const mapStream = getStream(descendant, 'CIDToGIDMap')
  const map = mapStream && decodeStream(mapStream)
  return (cid) => {
    const gid = map ? map[2 * cid] * 256 + map[2 * cid + 1] : cid
    const at = gid * size
    if (!(at >= 0 && at + 2 * size <= loca.length)) return -1
    return loca.readUIntBE(at + size, size) - loca.readUIntBE(at, size)
  }
}

/**
 * Tells by CID which glyphs of an embedded TrueType font have no outline: the only sign of a space where
 * a file does not say what its codes mean, as Ghostscript's often do not.
 */
export const blankGlyphs = (descendant: PDFDict): ((cid: number) => boolean) => {
  const lengthOf = outlineLength(descendant)
  return (cid) => lengthOf(cid) === 0
}

/** Tells by CID which glyphs an embedded TrueType font can draw. */
export const drawnGlyphs = (descendant: PDFDict): ((cid: number) => boolean) => {
  const lengthOf = outlineLength(descendant)
  return (cid) => lengthOf(cid) > 0
}
