import type { Cancellation } from '../../shared/contract/failure.ts'
import { mapHomography } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import type { Pyramid } from '../image/pyramid.ts'
import type { Agreement } from './agreement.ts'
import { breathe } from './breathe.ts'
import { describePicture, type Look, type PageFeatures } from './describe-page.ts'
import type { PageIndex } from './page-index.ts'
import { searchClosely } from './search-closely.ts'
import { searchIndex, type FoundPage } from './search-index.ts'
import type { Sheet } from './sheet.ts'
import { sheetsOf, verifyPage, type VerifiedPage } from './verify-page.ts'

export { describePage, type PageFeatures } from './describe-page.ts'

/** A page that may be the one in the picture, and how it would lie there. */
export interface PageGuess {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
  /** Matches at places of their own that agree with one view of the page. */
  readonly support: number
}

export interface PageToCompare {
  readonly documentId: string
  readonly page: number
}

/** The registered pages, and what finding one of them needs. */
export interface PageFinder {
  /** By their numbers in the index. */
  readonly pages: readonly PageToCompare[]
  readonly index: PageIndex
  readonly features: (page: PageToCompare) => Promise<PageFeatures>
}

/** Pages that are verified in any case; more, up to so many, if their matches agree by this share of the best page's. */
const SURE_PLACES = 4
const MOST_PLACES = 16
const LEAST_SHARE = 0.3
/** Verified pages with less than this share of the best one's support are chance likenesses. */
const WORTHWHILE = 0.2
/** Views of pages handed on. */
const MOST_VIEWS = 6
/** With less support than this the page, or the part of it, may be another: of so many pages all features are compared. */
const PLAIN_SUPPORT = 160
const CLOSELY_SEARCHED = 32
/** Of what that finds so many views are verified, the best agreed on. */
const CLOSELY_VERIFIED = 12
/** Two views that put a page's surest place this share of the picture apart, or nearer, are one. */
const SAME_VIEW = 0.03

const sizeMmOf = ({ features, pxPerMm }: PageFeatures): [number, number] => [
  features.width / pxPerMm,
  features.height / pxPerMm,
]

interface Confirmed {
  readonly page: PageToCompare
  readonly described: PageFeatures
  readonly verified: VerifiedPage
}

interface Search {
  readonly finder: PageFinder
  readonly features: Features
  /** Pixels of the picture to one of those in which features were found. */
  readonly shrink: number
  readonly signal: Cancellation | undefined
}

/** The pages that the index puts first, each as it would lie there. */
const confirmFound = async (
  { finder, features, shrink, signal }: Search,
  found: readonly FoundPage[],
): Promise<Confirmed[]> => {
  const confirmed: Confirmed[] = []
  for (const [rank, { page: number, score, pairs }] of found.slice(0, MOST_PLACES).entries()) {
    if (rank >= SURE_PLACES && score < LEAST_SHARE * found[0].score) break
    await breathe(signal)
    const page = finder.pages[number]
    const described = await finder.features(page)
    const verified = verifyPage(described, features, pairs, shrink)
    if (verified) confirmed.push({ page, described, verified })
  }
  return confirmed
}

/** Pages by their numbers: those that the index finds, best first, and then any others. */
const toSearchClosely = (pages: number, found: readonly FoundPage[]): number[] => {
  const numbers = new Set(found.map(({ page }) => page))
  for (let page = 0; page < pages && numbers.size < CLOSELY_SEARCHED; page++) numbers.add(page)
  return [...numbers].slice(0, CLOSELY_SEARCHED)
}

/** The same of more pages and several views of each, with all their features. */
const confirmClosely = async (
  { finder, features, shrink, signal }: Search,
  found: readonly FoundPage[],
): Promise<Confirmed[]> => {
  const views: (Agreement & Pick<Confirmed, 'page' | 'described'>)[] = []
  for (const number of toSearchClosely(finder.pages.length, found)) {
    await breathe(signal)
    const page = finder.pages[number]
    const described = await finder.features(page)
    for (const view of searchClosely(described, features)) views.push({ ...view, page, described })
  }
  views.sort((a, b) => b.score - a.score)
  const confirmed: Confirmed[] = []
  for (const { pairs, page, described } of views.slice(0, CLOSELY_VERIFIED)) {
    await breathe(signal)
    const verified = verifyPage(described, features, pairs, shrink)
    if (verified) confirmed.push({ page, described, verified })
  }
  return confirmed
}

/** Best supported first, each view of a page once. */
const distinctViews = (confirmed: readonly Confirmed[], picture: Plane): Confirmed[] => {
  const same = SAME_VIEW * Math.max(picture.width, picture.height)
  const kept: Confirmed[] = []
  for (const one of confirmed.toSorted((a, b) => b.verified.support - a.verified.support)) {
    const known = kept.some((other) => {
      if (other.page !== one.page) return false
      const [{ x, y, seenX, seenY }] = other.verified.agreed
      const there = mapHomography(one.verified.homography, x, y)
      return Math.hypot(there.x - seenX, there.y - seenY) <= same
    })
    if (!known) kept.push(one)
  }
  return kept
}

export interface FindOptions {
  readonly look: Look
  /** Whether to search some pages closely where none is plainly found. It takes seconds. */
  readonly closely: boolean
  readonly signal?: Cancellation
}

/** The pages that the picture may show, best supported first. Only originals are compared; no copy's signs take part. */
export const findPages = async (
  finder: PageFinder,
  picture: Pyramid,
  { look, closely, signal }: FindOptions,
): Promise<PageGuess[]> => {
  await breathe(signal)
  const features = describePicture(picture, look)
  const { full } = picture
  const search: Search = { finder, features, shrink: full.width / features.width, signal }
  const found = await searchIndex(finder.index, features, signal)
  const confirmed = await confirmFound(search, found)
  const plain = confirmed.some(({ verified }) => verified.support >= PLAIN_SUPPORT)
  if (closely && !plain) confirmed.push(...(await confirmClosely(search, found)))
  const views = distinctViews(confirmed, full)
  return views
    .filter(({ verified }) => verified.support >= WORTHWHILE * views[0].verified.support)
    .slice(0, MOST_VIEWS)
    .flatMap(({ page, described, verified }) =>
      sheetsOf(verified, sizeMmOf(described), full).map((sheet) => ({
        documentId: page.documentId,
        page: page.page,
        sheet,
        support: verified.support,
      })),
    )
}
