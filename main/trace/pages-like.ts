import type { Layer, PageFeatures } from './describe-page.ts'
import { packPlace, placeX, placeY, PLACES, type PageIndex } from './page-index.ts'

/** Features of two editions of a page lie as near to the same column as this, pixels, and those of a part that moved, to the same shift. */
const NEAR_PX = 3
/** Pages that have this share of a page's features in their columns are like it. */
const LEAST_SHARE = 0.15
/** A second shift is one by which this share of them lies, farther from the first than screening would see past. */
const LEAST_SHIFTED = 0.04
const APART_PX = 20
/** Of so many pages that share most features it is asked by which shift. */
const COMPARED = 64

/** A page that is like another, and how much lower on it what they have in common lies, pixels: where a paragraph grew, the rest follows. */
export interface LikePage {
  readonly page: number
  readonly shift: number
}

/** What a page has in the columns of another's features: which of those, each once or more, and how much lower. */
interface InCommon {
  readonly page: number
  /** Features, each counted once. */
  features: number
  last: number
  readonly hits: { readonly feature: number; readonly shift: number }[]
}

const SHIFTS = 2 * PLACES

/** How many features lie by each shift, give or take what is near; a feature that repeats itself is one all the same. */
const featuresByShift = ({ hits }: InCommon): Int32Array => {
  const counts = new Int32Array(SHIFTS)
  const last = new Int32Array(SHIFTS).fill(-1)
  for (const { feature, shift } of hits) {
    const middle = shift + PLACES
    for (let at = Math.max(0, middle - NEAR_PX); at <= Math.min(SHIFTS - 1, middle + NEAR_PX); at++) {
      if (last[at] === feature) continue
      last[at] = feature
      counts[at]++
    }
  }
  return counts
}

/** Where the most lie by one shift; in the middle, where several are as good. */
const commonest = (counts: Int32Array, isAllowed: (at: number) => boolean): number => {
  let [first, last] = [-1, -1]
  for (let at = 0; at < counts.length; at++) {
    if (!isAllowed(at)) continue
    if (first < 0 || counts[at] > counts[first]) [first, last] = [at, at]
    else if (counts[at] === counts[first] && last === at - 1) last = at
  }
  return Math.floor((first + last) / 2)
}

interface Shifted {
  readonly page: number
  readonly features: number
  readonly shifts: readonly number[]
}

const shiftsOf = (common: InCommon, least: number): Shifted => {
  const counts = featuresByShift(common)
  const first = commonest(counts, () => true)
  const second = commonest(counts, (at) => Math.abs(at - first) > APART_PX)
  const shifts = counts[second] >= least ? [first, second] : [first]
  return { page: common.page, features: counts[first], shifts: shifts.map((at) => at - PLACES) }
}

/**
 * Other editions of a page, and pages of its template, likest first: those that have the same features in the same columns. What a picture shows
 * of them takes no part, so that none is missed because the picture is bad.
 * @param most so many pages
 */
export const pagesLike = (
  { starts, pages, places }: PageIndex,
  { features: { x, y, scale, angle }, words }: PageFeatures,
  { from, to }: Layer,
  most: number,
): LikePage[] => {
  const found = new Map<number, InCommon>()
  const features = words.subarray(from, to)
  features.forEach((word, feature) => {
    const i = from + feature
    const own = packPlace(x[i], y[i], scale[i], angle[i])
    for (let at = starts[word]; at < starts[word + 1]; at++) {
      if (Math.abs(placeX(places[at]) - placeX(own)) > NEAR_PX) continue
      const page = pages[at]
      const common = found.get(page) ?? { page, features: 0, last: -1, hits: [] }
      found.set(page, common)
      if (common.last !== feature) common.features++
      common.last = feature
      common.hits.push({ feature, shift: placeY(places[at]) - placeY(own) })
    }
  })
  return [...found.values()]
    .filter((common) => common.features >= LEAST_SHARE * features.length)
    .sort((a, b) => b.features - a.features)
    .slice(0, COMPARED)
    .map((common) => shiftsOf(common, Math.max(1, LEAST_SHIFTED * features.length)))
    .sort((a, b) => b.features - a.features)
    .slice(0, most)
    .flatMap(({ page, shifts }) => shifts.map((shift) => ({ page, shift })))
}
