import type { Layer, PageFeatures } from './describe-page.ts'
import { packPlace, placeX, placeY, type PageIndex } from './page-index.ts'

/** Features of two editions of a page lie as near to the same column as this, pixels, and parts that were moved up or down to the same shift. */
const NEAR_PX = 3
/** Pages that have this share of a page's features in their columns are like it. */
const LEAST_SHARE = 0.15
/** Of those, the shifts by which this share lies are told apart. */
const LEAST_SHIFTED = 0.04
const MOST_SHIFTS = 2

/** A page that is like another, and how much lower on it what they have in common lies, pixels: where a paragraph grew, the rest follows. */
export interface LikePage {
  readonly page: number
  readonly shift: number
}

/** The commonest shifts, each the middle of those near it. */
const commonest = (shifts: readonly number[], least: number): number[] => {
  const found: number[] = []
  let left = [...shifts]
  while (found.length < MOST_SHIFTS) {
    const near = (shift: number) => left.filter((other) => Math.abs(other - shift) <= NEAR_PX)
    const best = [...new Set(left)]
      .map(near)
      .reduce((most, some) => (some.length > most.length ? some : most), [] as number[])
    if (best.length < Math.max(1, least)) break
    found.push(best.reduce((sum, shift) => sum + shift, 0) / best.length)
    left = left.filter((shift) => !best.includes(shift))
  }
  return found
}

/**
 * Other editions of a page, and pages of its template, likest first: those that have the same features in the same columns. What a picture shows
 * of them takes no part, so that none is missed because the picture is bad.
 */
export const pagesLike = (
  { starts, pages, places }: PageIndex,
  { features: { x, y, scale, angle }, words }: PageFeatures,
  { from, to }: Layer,
): LikePage[] => {
  const shifts = new Map<number, number[]>()
  const features = words.subarray(from, to)
  features.forEach((word, k) => {
    const i = from + k
    const own = packPlace(x[i], y[i], scale[i], angle[i])
    for (let at = starts[word]; at < starts[word + 1]; at++) {
      if (Math.abs(placeX(places[at]) - placeX(own)) > NEAR_PX) continue
      const known = shifts.get(pages[at])
      const shift = placeY(places[at]) - placeY(own)
      if (known) known.push(shift)
      else shifts.set(pages[at], [shift])
    }
  })
  return [...shifts]
    .filter(([, common]) => common.length >= LEAST_SHARE * features.length)
    .sort((a, b) => b[1].length - a[1].length)
    .flatMap(([page, common]) =>
      commonest(common, LEAST_SHIFTED * features.length).map((shift) => ({ page, shift })),
    )
}
