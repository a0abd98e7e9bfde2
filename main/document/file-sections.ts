/** Puts PDF objects together to a file with object streams and a cross-reference stream (ISO 32000-1, 7.5.7, 7.5.8). */
import { deflate } from 'node:zlib'
import { promisify } from 'node:util'
import type { PDFObject } from 'pdf-lib'

const deflated = promisify(deflate)

/** Object streams of more objects make viewers unpack much to read little. */
const OBJECTS_PER_STREAM = 200

export interface FileObject {
  readonly number: number
  readonly generation: number
  readonly body: Uint8Array
}

export type CrossReference =
  | { readonly number: number; readonly offset: number; readonly generation: number }
  | { readonly number: number; readonly container: number; readonly index: number }

export interface Section {
  readonly bytes: Buffer
  readonly references: readonly CrossReference[]
}

export const bytesOf = (object: PDFObject): Buffer => {
  const bytes = Buffer.alloc(object.sizeInBytes())
  object.copyBytesInto(bytes, 0)
  return bytes
}

/** A stream as it stands; `dict` is its dictionary's entries, without brackets and length. */
export const packedStream = (dict: string, data: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`<<${dict}/Length ${data.length}>>stream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream', 'latin1'),
  ])

/** As `packedStream`. Compressed only where that makes it smaller. */
export const streamBody = async (dict: string, data: Uint8Array): Promise<Buffer> => {
  const packed = await deflated(data)
  const smaller = packed.length + '/Filter/FlateDecode'.length < data.length
  return smaller ? packedStream(`${dict}/Filter/FlateDecode`, packed) : packedStream(dict, data)
}

/** Objects one after another, the first of them `offset` bytes into the file. */
export const section = (objects: readonly FileObject[], offset: number): Section => {
  const chunks: Uint8Array[] = []
  const references: CrossReference[] = []
  let at = offset
  for (const { number, generation, body } of objects) {
    const head = Buffer.from(`${number} ${generation} obj\n`, 'latin1')
    const tail = Buffer.from('\nendobj\n', 'latin1')
    references.push({ number, offset: at, generation })
    chunks.push(head, body, tail)
    at += head.length + body.length + tail.length
  }
  return { bytes: Buffer.concat(chunks), references }
}

export interface PackedObjects {
  readonly streams: readonly FileObject[]
  readonly references: readonly CrossReference[]
}

/** Packs objects that are not streams into object streams; `nextNumber` gives these theirs. */
export const packObjects = async (
  objects: readonly { readonly number: number; readonly body: Uint8Array }[],
  nextNumber: () => number,
): Promise<PackedObjects> => {
  const streams: FileObject[] = []
  const references: CrossReference[] = []
  for (let from = 0; from < objects.length; from += OBJECTS_PER_STREAM) {
    const chunk = objects.slice(from, from + OBJECTS_PER_STREAM)
    const container = nextNumber()
    let offset = 0
    const index: string[] = []
    for (const [i, { number, body }] of chunk.entries()) {
      index.push(`${number} ${offset}`)
      references.push({ number, container, index: i })
      offset += body.length + 1
    }
    const head = Buffer.from(`${index.join(' ')}\n`, 'latin1')
    const data = Buffer.concat([head, ...chunk.flatMap(({ body }) => [body, Buffer.from('\n')])])
    const body = await streamBody(`/Type/ObjStm/N ${chunk.length}/First ${head.length}`, data)
    streams.push({ number: container, generation: 0, body })
  }
  return { streams, references }
}

const ROW_BYTES = 7

/** One row a reference, each byte less the one above it (PNG predictor Up), which makes it pack well. */
const referenceRows = (references: readonly CrossReference[]): Buffer => {
  const rows = Buffer.alloc(references.length * (ROW_BYTES + 1))
  let above = Buffer.alloc(ROW_BYTES)
  references.forEach((reference, i) => {
    const row = Buffer.alloc(ROW_BYTES)
    const inStream = 'container' in reference
    row[0] = inStream ? 2 : 1
    row.writeUInt32BE(inStream ? reference.container : reference.offset, 1)
    row.writeUInt16BE(inStream ? reference.index : reference.generation, 5)
    const at = i * (ROW_BYTES + 1)
    rows[at] = 2
    for (let k = 0; k < ROW_BYTES; k++) rows[at + 1 + k] = (row[k] - above[k]) & 255
    above = row
  })
  return rows
}

const indexOf = (references: readonly CrossReference[]): string => {
  const runs: [number, number][] = []
  for (const { number } of references) {
    const last = runs[runs.length - 1]
    if (last && number === last[0] + last[1]) last[1]++
    else runs.push([number, 1])
  }
  return runs.map(([first, count]) => `${first} ${count}`).join(' ')
}

/** The cross-reference stream, trailer entries and all, that ends a file at `offset`. */
export const fileEnd = async (
  known: readonly CrossReference[],
  number: number,
  offset: number,
  trailer: string,
): Promise<Buffer> => {
  const references = [...known, { number, offset, generation: 0 }].sort((p, q) => p.number - q.number)
  const size = references[references.length - 1].number + 1
  const data = await deflated(referenceRows(references))
  const dict =
    `/Type/XRef/Size ${size}/Index[${indexOf(references)}]/W[1 4 2]${trailer}/Filter/FlateDecode` +
    `/DecodeParms<</Predictor 12/Columns ${ROW_BYTES}>>/Length ${data.length}`
  return Buffer.concat([
    Buffer.from(`${number} 0 obj\n<<${dict}>>stream\n`, 'latin1'),
    data,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${offset}\n%%EOF\n`, 'latin1'),
  ])
}
