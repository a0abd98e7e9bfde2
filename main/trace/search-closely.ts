import type { Features } from '../image/features.ts'
import { newSignatureList, LISTED_WORDS } from '../image/signature-list.ts'
import { SIGNATURE_WORDS } from '../image/signature.ts'
import { agreements, newPairs, voteOf, type Agreement } from './agreement.ts'
import type { PageFeatures } from './describe-page.ts'

/** Bits of 128 in which two views of one feature may differ: fewer than in the index, for here there is no visual word to agree on first. */
const MOST_BITS = 38
/** Places on the page that one feature of the picture may be matched with: a line of a table is like the lines about it. */
const PLACES_EACH = 4
/** Features of a page nearer than this are one place, pixels. */
const SAME_PLACE_PX = 4
/** Pairs that are held against one another, the weightiest. */
const MOST_PAIRS = 500
const MOST_VIEWS = 3

interface Hit {
  readonly at: number
  readonly bits: number
}

/** The nearest few of a list's hits at places of their own. */
const nearestPlaces = ({ x, y }: PageFeatures['features'], hits: Uint32Array, found: number): Hit[] => {
  const kept: Hit[] = []
  const isApart = (at: number): boolean =>
    kept.every((other) => (x[at] - x[other.at]) ** 2 + (y[at] - y[other.at]) ** 2 >= SAME_PLACE_PX ** 2)
  while (kept.length < PLACES_EACH) {
    let best = -1
    for (let k = 0; k < found; k++)
      if ((best < 0 || hits[2 * k + 1] < hits[2 * best + 1]) && isApart(hits[2 * k])) best = k
    if (best < 0) break
    kept.push({ at: hits[2 * best], bits: hits[2 * best + 1] })
  }
  return kept
}

/**
 * Every feature of one page held against every feature of a picture. The index keeps a page's coarsest features, and gives each of
 * the picture's one match on a page; a close-up shows the fine ones, and what repeats itself (tables, forms, type) is told from its
 * repetitions only by how many matches lie alike.
 * @returns views of the page, the best supported first
 */
export const searchClosely = ({ features: page }: PageFeatures, picture: Features): Agreement[] => {
  const list = newSignatureList(page.count, page.count)
  for (let i = 0; i < page.count; i++)
    for (let k = 0; k < LISTED_WORDS; k++)
      list.words[i * LISTED_WORDS + k] = page.signatures[i * SIGNATURE_WORDS + k]
  const matches: { seen: number; at: number; weight: number }[] = []
  for (let seen = 0; seen < picture.count; seen++) {
    const found = list.near(0, page.count, picture.signatures, seen * SIGNATURE_WORDS, MOST_BITS)
    // The more places a feature is like, the less each match says.
    const rarity = Math.log(1 + page.count / Math.max(1, found))
    for (const { at, bits } of nearestPlaces(page, list.hits, found))
      matches.push({ seen, at, weight: rarity * voteOf(bits) })
  }
  matches.sort((a, b) => b.weight - a.weight)
  const pairs = newPairs(Math.min(MOST_PAIRS, matches.length))
  for (let k = 0; k < pairs.count; k++) {
    const { seen, at, weight } = matches[k]
    pairs.srcX[k] = page.x[at]
    pairs.srcY[k] = page.y[at]
    pairs.dstX[k] = picture.x[seen]
    pairs.dstY[k] = picture.y[seen]
    pairs.logScale[k] = Math.log(picture.scale[seen] / page.scale[at])
    pairs.turn[k] = picture.angle[seen] - page.angle[at]
    pairs.weight[k] = weight
  }
  return agreements(pairs, MOST_VIEWS)
}
