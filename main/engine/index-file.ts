import { randomBytes } from 'node:crypto'
import { LISTED_WORDS, newSignatureList } from '../image/signature-list.ts'
import { WORD_COUNT } from '../image/visual-words.ts'
import type { PageIndex } from '../trace/page-index.ts'

/** An index as it is kept: the names of its pages, by number, and its lists. */
export interface KeptIndex {
  readonly names: readonly string[]
  readonly index: PageIndex
}

/**
 * It is kept in parts, so that it is never held twice: first a head (the lengths of what follows, starts, and names as JSON), then the entries,
 * so many to a part (places, pages and signatures). Each begins with what all parts of one index share: those of two written by turns are told apart.
 */
const PART_ENTRIES = 1 << 18
const SHARED_WORDS = 4
const LENGTHS = 3
const ENTRY_WORDS = 2 + LISTED_WORDS

const wordsOf = (bytes: Uint8Array): Uint32Array => {
  const whole = bytes.byteOffset % 4 === 0 ? bytes : Uint8Array.from(bytes)
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.length >> 2)
}
const bytesOf = ({ buffer, byteOffset, byteLength }: Uint32Array): Buffer =>
  Buffer.from(buffer, byteOffset, byteLength)

/** The parts in their order, each made when it is asked for. */
export function* encodeIndex({ names, index }: KeptIndex): Generator<Buffer> {
  const { starts, places, pages, signatures } = index
  const shared = randomBytes(4 * SHARED_WORDS)
  const text = Buffer.from(JSON.stringify(names))
  const padded = Buffer.concat([text, Buffer.alloc(-text.length & 3, ' ')])
  const lengths = Uint32Array.of(starts.length, places.length, LISTED_WORDS)
  yield Buffer.concat([shared, bytesOf(lengths), bytesOf(starts), padded])
  for (let from = 0; from < places.length; from += PART_ENTRIES) {
    const to = Math.min(places.length, from + PART_ENTRIES)
    yield Buffer.concat([
      shared,
      bytesOf(places.subarray(from, to)),
      bytesOf(pages.subarray(from, to)),
      bytesOf(signatures.words.subarray(from * LISTED_WORDS, to * LISTED_WORDS)),
    ])
  }
}

interface Head {
  readonly shared: Uint32Array
  readonly starts: Uint32Array
  readonly entries: number
  readonly names: readonly string[]
}

const readHead = (bytes: Uint8Array | null): Head | null => {
  const words = wordsOf(bytes ?? new Uint8Array())
  const startsAt = SHARED_WORDS + LENGTHS
  const namesAt = startsAt + WORD_COUNT + 1
  const [startCount, entries, listed] = words.subarray(SHARED_WORDS, startsAt)
  if (words.length < namesAt || startCount !== WORD_COUNT + 1 || listed !== LISTED_WORDS) return null
  return {
    shared: words.subarray(0, SHARED_WORDS),
    starts: words.slice(startsAt, namesAt),
    entries,
    // Written above, and sealed since.
    names: JSON.parse(bytesOf(words.subarray(namesAt)).toString()) as string[],
  }
}

/** @param part the bytes of a part by its place in their order; null where it is not there. Null for what is no index of this form, or not whole. */
export const decodeIndex = async (
  part: (place: number) => Promise<Uint8Array | null>,
): Promise<KeptIndex | null> => {
  const head = readHead(await part(0))
  if (head === null) return null
  const { shared, starts, entries, names } = head
  const longest = starts.reduce((most, start, k) => Math.max(most, k === 0 ? 0 : start - starts[k - 1]), 0)
  const signatures = newSignatureList(entries, longest)
  const places = new Uint32Array(entries)
  const pages = new Uint32Array(entries)
  for (let from = 0, place = 1; from < entries; from += PART_ENTRIES, place++) {
    const count = Math.min(PART_ENTRIES, entries - from)
    const words = wordsOf((await part(place)) ?? new Uint8Array())
    const isOfThis = shared.every((word, k) => words[k] === word)
    if (!isOfThis || words.length !== SHARED_WORDS + count * ENTRY_WORDS) return null
    const [pagesAt, signaturesAt] = [SHARED_WORDS + count, SHARED_WORDS + 2 * count]
    places.set(words.subarray(SHARED_WORDS, pagesAt), from)
    pages.set(words.subarray(pagesAt, signaturesAt), from)
    signatures.words.set(words.subarray(signaturesAt), from * LISTED_WORDS)
  }
  return { names, index: { pageCount: names.length, starts, places, pages, signatures } }
}
