import { LISTED_WORDS, newSignatureList, type SignatureList } from '../image/signature-list.ts'
import { SIGNATURE_WORDS } from '../image/signature.ts'
import { WORD_COUNT } from '../image/visual-words.ts'
import type { Layer, PageFeatures } from './describe-page.ts'

/**
 * Features of many pages, in lists by visual word. A feature takes 24 bytes: half its signature (Jegou, Douze, Schmid, "Hamming
 * embedding and weak geometric consistency", ECCV 2008), its page, and its place, scale and angle in one word.
 */
export interface PageIndex {
  readonly pageCount: number
  /** Where each word's list begins; one more than there are words. */
  readonly starts: Uint32Array
  readonly signatures: SignatureList
  readonly pages: Uint32Array
  readonly places: Uint32Array
}

/** Places along a page's edge. */
export const PLACES = 2 ** 11
const SCALES = 2 ** 5
const ANGLES = 2 ** 5
const SCALE_STEP = 0.25
const LEAST_LOG_SCALE = -1
const TURN = 2 * Math.PI

const within = (value: number, steps: number): number => Math.max(0, Math.min(steps - 1, Math.round(value)))

/** Place to a pixel (pages have 1,400 at most), scale to a quarter octave, angle to a 32nd of a turn. */
export const packPlace = (x: number, y: number, scale: number, angle: number): number => {
  const s = within((Math.log2(scale) - LEAST_LOG_SCALE) / SCALE_STEP, SCALES)
  const a = Math.round((angle / TURN + 2) * ANGLES) % ANGLES
  return ((within(x, PLACES) << 21) | (within(y, PLACES) << 10) | (s << 5) | a) >>> 0
}

export const placeX = (packed: number): number => packed >>> 21
export const placeY = (packed: number): number => (packed >>> 10) & (PLACES - 1)
/** Natural logarithm of the blur in pixels. */
export const placeLogScale = (packed: number): number =>
  (((packed >>> 5) & (SCALES - 1)) * SCALE_STEP + LEAST_LOG_SCALE) * Math.LN2
export const placeAngle = (packed: number): number => ((packed & (ANGLES - 1)) / ANGLES) * TURN

/** A page to be put in, and the number that it is to have. */
export interface AddedPage {
  readonly number: number
  readonly described: Pick<PageFeatures, 'features' | 'words'>
}

/** The entries of an index whose pages stay, with their pages' new numbers. */
const eachEntry = (
  { starts, pages }: PageIndex,
  renumber: Int32Array,
  use: (word: number, page: number, at: number) => void,
): void => {
  for (let word = 0; word < WORD_COUNT; word++) {
    for (let at = starts[word]; at < starts[word + 1]; at++) {
      const page = renumber[pages[at]]
      if (page >= 0) use(word, page, at)
    }
  }
}

const countWords = (
  old: PageIndex | null,
  renumber: Int32Array,
  added: readonly AddedPage[],
  { from, to }: Layer,
): Uint32Array => {
  const counts = new Uint32Array(WORD_COUNT + 1)
  if (old) eachEntry(old, renumber, (word) => counts[word]++)
  for (const { described } of added) for (const word of described.words.subarray(from, to)) counts[word]++
  return counts
}

/**
 * A layer of an index of other pages than an old one's: those of the old one that stay, by their new numbers, and others.
 * @param renumber the new number of each old page, or -1 for one that is left out
 */
export const changeIndex = (
  old: PageIndex | null,
  renumber: Int32Array,
  added: readonly AddedPage[],
  pageCount: number,
  layer: Layer,
): PageIndex => {
  const counts = countWords(old, renumber, added, layer)
  const starts = new Uint32Array(WORD_COUNT + 1)
  for (let word = 0; word < WORD_COUNT; word++) starts[word + 1] = starts[word] + counts[word]
  const total = starts[WORD_COUNT]
  const signatures = newSignatureList(
    total,
    counts.reduce((most, count) => Math.max(most, count), 0),
  )
  const pages = new Uint32Array(total)
  const places = new Uint32Array(total)
  const next = starts.slice()
  const put = (word: number, page: number, place: number, from: Uint32Array, offset: number) => {
    const at = next[word]++
    pages[at] = page
    places[at] = place
    for (let k = 0; k < LISTED_WORDS; k++) signatures.words[at * LISTED_WORDS + k] = from[offset + k]
  }
  if (old)
    eachEntry(old, renumber, (word, page, at) =>
      put(word, page, old.places[at], old.signatures.words, at * LISTED_WORDS),
    )
  for (const { number, described } of added) {
    const { x, y, scale, angle, signatures: from } = described.features
    described.words.subarray(layer.from, layer.to).forEach((word, k) => {
      const i = layer.from + k
      put(word, number, packPlace(x[i], y[i], scale[i], angle[i]), from, i * SIGNATURE_WORDS)
    })
  }
  return { pageCount, starts, signatures, pages, places }
}

/** Features of so many pages are held at a time: those of all would be a gigabyte before they are an index a sixth as large. */
const ADDED_TOGETHER = 500

/**
 * As `changeIndex`, with the features of the added pages asked for one by one.
 * @param added numbers of the pages to be put in
 */
export const growIndex = async (
  old: PageIndex | null,
  renumber: Int32Array,
  added: readonly number[],
  described: (number: number) => Promise<AddedPage['described']>,
  pageCount: number,
  layer: Layer,
): Promise<PageIndex> => {
  const describe = async (numbers: readonly number[]): Promise<AddedPage[]> => {
    const some: AddedPage[] = []
    for (const number of numbers) some.push({ number, described: await described(number) })
    return some
  }
  const first = await describe(added.slice(0, ADDED_TOGETHER))
  let index = changeIndex(old, renumber, first, pageCount, layer)
  const unmoved = Int32Array.from({ length: pageCount }, (_, number) => number)
  for (let from = ADDED_TOGETHER; from < added.length; from += ADDED_TOGETHER) {
    const next = await describe(added.slice(from, from + ADDED_TOGETHER))
    index = changeIndex(index, unmoved, next, pageCount, layer)
  }
  return index
}

/** A layer of an index of pages in the order given. */
export const buildIndex = (
  pageCount: number,
  described: (number: number) => Promise<AddedPage['described']>,
  layer: Layer,
): Promise<PageIndex> =>
  growIndex(
    null,
    new Int32Array(0),
    Array.from({ length: pageCount }, (_, number) => number),
    described,
    pageCount,
    layer,
  )
