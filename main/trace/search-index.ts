import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Features } from '../image/features.ts'
import { DESCRIPTOR_LENGTH } from '../image/descriptor.ts'
import { SIGNATURE_WORDS } from '../image/signature.ts'
import { wordsNear } from '../image/visual-words.ts'
import { breathe } from './breathe.ts'
import { agreements, newPairs, voteOf, type Agreement, type WeightedPairs } from './agreement.ts'
import { placeAngle, placeLogScale, placeX, placeY, type PageIndex } from './page-index.ts'

/** Features of the picture that are looked up, and lists looked through for each. */
const VOTERS = 1200
const WORDS_EACH = 6
/** Bits of 128 in which two views of one feature may differ. */
const MOST_BITS = 42
/**
 * Rounds in which the matches of pages are compared with one another: of so many pages, so many matches of each, the weightiest.
 * The first is for all pages, for where many are of the same sentences, votes alone put the right one among thousands; each spares the next
 * one most of its pages.
 */
const ROUNDS = [
  { pages: Infinity, matches: 24 },
  { pages: 1500, matches: 56 },
  { pages: 128, matches: 200 },
] as const
const VOTERS_PER_BREATH = 50
const PAGES_PER_BREATH = 200

/** A page that the index finds in a picture, with one view of it that its matches agree on. */
export interface FoundPage extends Agreement {
  readonly page: number
}

/** What voters found, by page: each voter's best match on each page, and no other. */
interface Matches {
  readonly count: number
  readonly voter: Int32Array
  readonly entry: Int32Array
  readonly page: Int32Array
  readonly weight: Float32Array
}

const chooseVoters = ({ count }: Features): Int32Array => {
  const chosen = Math.min(count, VOTERS)
  return Int32Array.from({ length: chosen }, (_, k) => Math.floor((k * count) / chosen))
}

const voteByBits = Float32Array.from({ length: MOST_BITS + 1 }, (_, bits) => voteOf(bits))

const grown = <T extends Int32Array | Float32Array>(array: T, make: (length: number) => T): T => {
  const larger = make(2 * array.length)
  larger.set(array)
  return larger
}

/** The fewer pages a feature is found on, the more it says: weights go with the logarithm of that. */
const lookUp = async (
  index: PageIndex,
  features: Features,
  signal: Cancellation | undefined,
): Promise<Matches> => {
  const { pageCount, starts, signatures, pages } = index
  let capacity = 1 << 16
  let voter = new Int32Array(capacity)
  let entry = new Int32Array(capacity)
  let page = new Int32Array(capacity)
  let weight = new Float32Array(capacity)
  let count = 0
  /** Where this voter's match on a page was written, if it was after `first`. */
  const seat = new Int32Array(pageCount).fill(-1)
  const words = new Int32Array(WORDS_EACH)
  const voters = chooseVoters(features)
  for (let k = 0; k < voters.length; k++) {
    if (k % VOTERS_PER_BREATH === 0) await breathe(signal)
    const one = voters[k]
    const first = count
    wordsNear(features.descriptor, one * DESCRIPTOR_LENGTH, words)
    for (const word of words) {
      signatures.near(
        starts[word],
        starts[word + 1],
        features.signatures,
        one * SIGNATURE_WORDS,
        MOST_BITS,
        (at, bits) => {
          const vote = voteByBits[bits]
          const known = seat[pages[at]]
          if (known >= first) {
            if (vote > weight[known]) {
              weight[known] = vote
              entry[known] = at
            }
            return
          }
          if (count === capacity) {
            capacity *= 2
            voter = grown(voter, (n) => new Int32Array(n))
            entry = grown(entry, (n) => new Int32Array(n))
            page = grown(page, (n) => new Int32Array(n))
            weight = grown(weight, (n) => new Float32Array(n))
          }
          seat[pages[at]] = count
          voter[count] = one
          entry[count] = at
          page[count] = pages[at]
          weight[count++] = vote
        },
      )
    }
    const rarity = Math.log(1 + pageCount / Math.max(1, count - first))
    for (let m = first; m < count; m++) weight[m] *= rarity
  }
  return { count, voter, entry, page, weight }
}

/** The matches of every page together: where each page's begin in `order`. */
const byPage = (pageCount: number, { count, page }: Matches) => {
  const starts = new Uint32Array(pageCount + 1)
  for (let m = 0; m < count; m++) starts[page[m] + 1]++
  for (let k = 0; k < pageCount; k++) starts[k + 1] += starts[k]
  const next = starts.slice()
  const order = new Uint32Array(count)
  for (let m = 0; m < count; m++) order[next[page[m]]++] = m
  return { starts, order }
}

/** Places, scales and angles of matches, as pairs. */
const pairsOf = (
  { places }: PageIndex,
  features: Features,
  { voter, entry, weight }: Matches,
  chosen: Uint32Array,
): WeightedPairs => {
  const pairs = newPairs(chosen.length)
  chosen.forEach((m, k) => {
    const place = places[entry[m]]
    const seen = voter[m]
    pairs.srcX[k] = placeX(place)
    pairs.srcY[k] = placeY(place)
    pairs.dstX[k] = features.x[seen]
    pairs.dstY[k] = features.y[seen]
    pairs.logScale[k] = Math.log(features.scale[seen]) - placeLogScale(place)
    pairs.turn[k] = features.angle[seen] - placeAngle(place)
    pairs.weight[k] = weight[m]
  })
  return pairs
}

/**
 * The pages whose features lie in the picture as they lie on the page, best first. Single features of a text are on thousands
 * of pages; what tells pages apart is that many agree on one view, so matches are compared before pages are chosen.
 */
export const searchIndex = async (
  index: PageIndex,
  features: Features,
  signal: Cancellation | undefined,
): Promise<FoundPage[]> => {
  const matches = await lookUp(index, features, signal)
  const { starts, order } = byPage(index.pageCount, matches)
  let promising = Array.from({ length: index.pageCount }, (_, page) => page)
  let found: FoundPage[] = []
  for (const round of ROUNDS) {
    found = []
    for (const [k, page] of promising.slice(0, round.pages).entries()) {
      if (k % PAGES_PER_BREATH === 0) await breathe(signal)
      const all = order.subarray(starts[page], starts[page + 1])
      if (round === ROUNDS[0]) all.sort((a, b) => matches.weight[b] - matches.weight[a])
      const chosen = all.subarray(0, round.matches)
      const [agreed] = agreements(pairsOf(index, features, matches, chosen), 1)
      if (agreed) found.push({ page, ...agreed })
    }
    found.sort((a, b) => b.score - a.score)
    promising = found.map(({ page }) => page)
  }
  return found
}
