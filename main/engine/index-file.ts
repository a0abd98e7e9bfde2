import { LISTED_WORDS, newSignatureList } from '../image/signature-list.ts'
import { WORD_COUNT } from '../image/visual-words.ts'
import type { PageIndex } from '../trace/page-index.ts'

/** An index as it is kept: the names of its pages, by number, and its lists. */
export interface KeptIndex {
  readonly names: readonly string[]
  readonly index: PageIndex
}

/** Lengths of the four parts that follow: names (JSON), starts, then places, pages and signatures by entry. */
const HEAD_WORDS = 4

const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

export const encodeIndex = ({ names, index }: KeptIndex): Buffer => {
  const text = Buffer.from(JSON.stringify(names))
  const padded = Buffer.concat([text, Buffer.alloc(-text.length & 3, ' ')])
  const { starts, places, pages, signatures } = index
  const head = Uint32Array.of(padded.length, starts.length, places.length, LISTED_WORDS)
  return Buffer.concat([bytesOf(head), padded, ...[starts, places, pages, signatures.words].map(bytesOf)])
}

/** Null for what is not an index of this form. Views are made on a copy when the bytes do not lie on a word's boundary. */
export const decodeIndex = (sealed: Uint8Array): KeptIndex | null => {
  const bytes = sealed.byteOffset % 4 === 0 ? sealed : Uint8Array.from(sealed)
  if (bytes.length < 4 * HEAD_WORDS) return null
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2)
  const [nameBytes, startCount, entries, listed] = words
  const starts = HEAD_WORDS + nameBytes / 4
  const end = starts + startCount + entries * (2 + LISTED_WORDS)
  if (startCount !== WORD_COUNT + 1 || listed !== LISTED_WORDS || end !== words.length) return null
  const names = JSON.parse(
    Buffer.from(bytes.buffer, bytes.byteOffset + 4 * HEAD_WORDS, nameBytes).toString(),
  ) as string[]
  const part = (from: number, length: number) => words.subarray(from, from + length)
  const placesAt = starts + startCount
  const pages = part(placesAt + entries, entries)
  const lists = part(starts, startCount)
  const longest = lists.reduce((most, start, k) => Math.max(most, k === 0 ? 0 : start - lists[k - 1]), 0)
  const signatures = newSignatureList(entries, longest)
  signatures.words.set(part(placesAt + 2 * entries, entries * LISTED_WORDS))
  return {
    names,
    index: {
      pageCount: names.length,
      starts: lists,
      places: part(placesAt, entries),
      pages,
      signatures,
    },
  }
}
