import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Features } from '../image/features.ts'
import { DESCRIPTOR_LENGTH } from '../image/descriptor.ts'
import { leastOf } from '../image/least-of.ts'
import { SIGNATURE_WORDS } from '../image/signature.ts'
import { wordsNear } from '../image/visual-words.ts'
import { breathe } from './breathe.ts'
import { agreedScore, agreements, newPairs, voteOf, type Agreement, type WeightedPairs } from './agreement.ts'
import { placeAngle, placeLogScale, placeX, placeY, type PageIndex } from './page-index.ts'

/** Lists looked through for each of the picture's features. */
const WORDS_EACH = 6
/** Bits of 128 in which two views of one feature may differ. */
const MOST_BITS = 42

/** How widely an index is searched. */
export interface SearchWidth {
  /** Features of the picture that are looked up, at most. */
  readonly voters: number
  /** Pages whose matches are compared again, more of each, and those of which the views are kept. */
  readonly compared: number
  readonly kept: number
}

/**
 * Matches of each page that are compared with one another, the weightiest: in a first round of all pages, for where many are of the same sentences
 * votes alone put the right one among thousands; in a second and a last one of those that it left.
 */
const MATCHES = { first: 24, second: 56, last: 200 } as const

const VOTERS_PER_BREATH = 50
const PAGES_PER_BREATH = 200

/** A page that the index finds in a picture, with one view of it that its matches agree on. */
export interface FoundPage extends Agreement {
  readonly page: number
}

/** What voters found: each voter's best match on each page, and no other. */
interface Matches {
  readonly count: number
  readonly voter: Int32Array
  /** Where on the page, packed. */
  readonly place: Uint32Array
  readonly page: Int32Array
  /** By the bits in which the two differ. */
  readonly vote: Float32Array
  /** What a vote counts, by the number of the picture's feature: the more, the fewer pages it was found on. */
  readonly rarity: Float32Array
}

const chooseVoters = ({ count }: Features, most: number): Int32Array => {
  const chosen = Math.min(count, most)
  return Int32Array.from({ length: chosen }, (_, k) => Math.floor((k * count) / chosen))
}

const voteByBits = Float32Array.from({ length: MOST_BITS + 1 }, (_, bits) => voteOf(bits))

const grown = <T extends Int32Array | Uint32Array | Float32Array>(array: T, larger: T): T => {
  larger.set(array)
  return larger
}

/** The fewer pages a feature is found on, the more it says: votes count by the logarithm of that. */
const lookUp = async (
  layers: readonly PageIndex[],
  features: Features,
  most: number,
  signal: Cancellation | undefined,
): Promise<Matches> => {
  const [{ pageCount }] = layers
  let capacity = 1 << 16
  let voter = new Int32Array(capacity)
  let place = new Uint32Array(capacity)
  let page = new Int32Array(capacity)
  let vote = new Float32Array(capacity)
  let count = 0
  const rarity = new Float32Array(features.count)
  /** Where this voter's match on a page was written, if it was after `first`. */
  const seat = new Int32Array(pageCount).fill(-1)
  const words = new Int32Array(WORDS_EACH)
  const lookUpIn = ({ starts, signatures, pages, places }: PageIndex, one: number, first: number) => {
    const { hits } = signatures
    for (const word of words) {
      const found = signatures.near(
        starts[word],
        starts[word + 1],
        features.signatures,
        one * SIGNATURE_WORDS,
        MOST_BITS,
      )
      if (count + found > capacity) {
        capacity = 2 * (count + found)
        voter = grown(voter, new Int32Array(capacity))
        place = grown(place, new Uint32Array(capacity))
        page = grown(page, new Int32Array(capacity))
        vote = grown(vote, new Float32Array(capacity))
      }
      for (let hit = 0; hit < found; hit++) {
        const at = hits[2 * hit]
        const on = pages[at]
        const cast = voteByBits[hits[2 * hit + 1]]
        const known = seat[on]
        if (known < first) {
          seat[on] = count
          voter[count] = one
          place[count] = places[at]
          page[count] = on
          vote[count++] = cast
        } else if (cast > vote[known]) {
          vote[known] = cast
          place[known] = places[at]
        }
      }
    }
  }
  const voters = chooseVoters(features, most)
  for (let k = 0; k < voters.length; k++) {
    if (k % VOTERS_PER_BREATH === 0) await breathe(signal)
    const one = voters[k]
    const first = count
    wordsNear(features.descriptor, one * DESCRIPTOR_LENGTH, words)
    for (const layer of layers) lookUpIn(layer, one, first)
    rarity[one] = Math.log(1 + pageCount / Math.max(1, count - first))
  }
  return { count, voter, place, page, vote, rarity }
}

/** Matches with those of every page together: where each page's begin. */
export interface MatchesByPage extends Omit<Matches, 'count' | 'page'> {
  readonly starts: Uint32Array
}

const byPage = (pageCount: number, { count, voter, place, page, vote, rarity }: Matches): MatchesByPage => {
  const starts = new Uint32Array(pageCount + 1)
  for (let m = 0; m < count; m++) starts[page[m] + 1]++
  for (let k = 0; k < pageCount; k++) starts[k + 1] += starts[k]
  const next = starts.slice()
  const sorted = {
    voter: new Int32Array(count),
    place: new Uint32Array(count),
    vote: new Float32Array(count),
  }
  for (let m = 0; m < count; m++) {
    const at = next[page[m]]++
    sorted.voter[at] = voter[m]
    sorted.place[at] = place[m]
    sorted.vote[at] = vote[m]
  }
  return { ...sorted, starts, rarity }
}

/** The heaviest matches of a page, as pairs of places, scales and angles: good until the next are asked for. */
const heaviestPairs = (features: Features, matches: MatchesByPage) => {
  const { starts, voter, place, vote, rarity } = matches
  const logScales = Float64Array.from(features.scale, Math.log)
  // Below zero, for the heaviest to be the least.
  const lightness = new Float32Array(voter.length)
  for (let m = 0; m < lightness.length; m++) lightness[m] = -vote[m] * rarity[voter[m]]
  const pairs = newPairs(MATCHES.last)
  const chosen = new Int32Array(MATCHES.last)
  return (page: number, limit: number): WeightedPairs => {
    const [from, to] = [starts[page], starts[page + 1]]
    const count = Math.min(limit, to - from)
    leastOf(lightness.subarray(from, to), chosen.subarray(0, count))
    for (let k = 0; k < count; k++) {
      const m = from + chosen[k]
      const seen = voter[m]
      pairs.srcX[k] = placeX(place[m])
      pairs.srcY[k] = placeY(place[m])
      pairs.dstX[k] = features.x[seen]
      pairs.dstY[k] = features.y[seen]
      pairs.logScale[k] = logScales[seen] - placeLogScale(place[m])
      pairs.turn[k] = features.angle[seen] - placeAngle(place[m])
      pairs.weight[k] = -lightness[m]
    }
    return { ...pairs, count }
  }
}

interface ScoredPage {
  readonly page: number
  readonly score: number
}

/** Pages that were found, best first, and the matches that they were found by. */
export interface IndexSearch {
  readonly found: readonly FoundPage[]
  readonly matches: MatchesByPage
}

/**
 * The pages whose features lie in the picture as they lie on the page, best first. Single features of a text are on thousands
 * of pages; what tells pages apart is that many agree on one view, so matches are compared before pages are chosen.
 * @param layers one or more of one index
 */
export const searchIndex = async (
  layers: readonly PageIndex[],
  features: Features,
  { voters, compared, kept }: SearchWidth,
  signal: Cancellation | undefined,
): Promise<IndexSearch> => {
  const [{ pageCount }] = layers
  const matches = byPage(pageCount, await lookUp(layers, features, voters, signal))
  const pairsOf = heaviestPairs(features, matches)
  const compare = async (pages: readonly ScoredPage[], limit: number): Promise<ScoredPage[]> => {
    const scored: ScoredPage[] = []
    for (const [k, { page }] of pages.entries()) {
      if (k % PAGES_PER_BREATH === 0) await breathe(signal)
      const score = agreedScore(pairsOf(page, limit))
      if (score > 0) scored.push({ page, score })
    }
    return scored.sort((a, b) => b.score - a.score)
  }
  const all = Array.from({ length: pageCount }, (_, page) => ({ page, score: 0 }))
  const first = await compare(all, MATCHES.first)
  const second = await compare(first.slice(0, compared), MATCHES.second)
  await breathe(signal)
  const found = second
    .slice(0, kept)
    .flatMap(({ page }) => agreements(pairsOf(page, MATCHES.last), 1).map((agreed) => ({ page, ...agreed })))
    .sort((a, b) => b.score - a.score)
  return { found, matches }
}
