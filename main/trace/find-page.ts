import type { Cancellation } from '../../shared/contract/failure.ts'
import {
  mapHomography,
  multiplyHomography,
  translation,
  type Homography,
} from '../../shared/maths/geometry.ts'
import { longEdge, type Plane } from '../../shared/maths/plane.ts'
import type { Features } from '../image/features.ts'
import type { PointPairs } from '../image/point-pairs.ts'
import type { Pyramid } from '../image/pyramid.ts'
import type { Agreement } from './agreement.ts'
import { breathe } from './breathe.ts'
import { LAYERS, type Look, type PageFeatures, describePicture } from './describe-page.ts'
import { firstSheets } from './first-sheets.ts'
import type { PageIndex } from './page-index.ts'
import { searchClosely } from './search-closely.ts'
import { pagesLike } from './pages-like.ts'
import { searchByView } from './search-by-view.ts'
import { searchIndex, type FoundPage, type IndexSearch } from './search-index.ts'
import type { Sheet } from './sheet.ts'
import { firstView, screenPage, verifyPage, type VerifiedPage } from './verify-page.ts'

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
  /** Its layers, by their places in LAYERS. */
  readonly index: (layer: number) => Promise<PageIndex>
  readonly features: (page: PageToCompare) => Promise<PageFeatures>
}

/** Layers of the index that are searched, and how widely: more where fewer leave it open. */
const SEARCHES = [
  { depth: 1, width: { voters: 600, compared: 400, kept: 32 } },
  { depth: LAYERS.length, width: { voters: 1200, compared: 1500, kept: 128 } },
] as const
/** Pages that are verified in any case. */
const SURE_PLACES = 4
/** Verified pages with less than this share of the best one's support are chance likenesses. */
const WORTHWHILE = 0.2
/** Views of pages handed on. */
const MOST_VIEWS = 6
/** Where this many pages have such a share of the best one's support, the picture may show many that are all but the same. */
const RIVALS = 3
const RIVAL_SHARE = 0.5
/** Views of the best pages by which others of their kind are looked for, and how many are looked at by each. */
const VIEWS_OF_A_KIND = 2
const ALIKE = 128
const LIKE = 16
/** Where all is settled, so many are verified all the same: they may be other editions of the page. */
const EDITIONS = 3
/** Pages that come out of the screen. */
const SCREENED = 12
/** With less support than this the page, or the part of it, may be another: of so many pages all features are compared. */
const PLAIN_SUPPORT = 160
const CLOSELY_SEARCHED = 32
/** Of what that finds so many views are verified, the best agreed on. */
const CLOSELY_VERIFIED = 12
/** Two views that put a page's surest place this share of the picture apart, or nearer, are one. */
const SAME_VIEW = 0.03

interface Confirmed {
  /** Of the page, in the index. */
  readonly number: number
  readonly page: PageToCompare
  readonly described: PageFeatures
  readonly verified: VerifiedPage
}

interface Search {
  readonly finder: PageFinder
  /** Of the index, those that are searched. */
  readonly layers: readonly PageIndex[]
  readonly features: Features
  /** Pixels of the picture to one of those in which features were found. */
  readonly shrink: number
  readonly signal: Cancellation | undefined
}

/** A page, by its number, and how it may lie: a view, or pairs to fit one to. */
interface Candidate {
  readonly number: number
  readonly view: Homography | PointPairs
}

const viewOf = ({ view }: Candidate): Homography => ('count' in view ? firstView(view) : view)

/** Those candidates that their features confirm, each as it lies there. */
const confirm = async (
  { finder, features, shrink, signal }: Search,
  candidates: readonly Candidate[],
): Promise<Confirmed[]> => {
  const confirmed: Confirmed[] = []
  for (const candidate of candidates) {
    await breathe(signal)
    const { number } = candidate
    const page = finder.pages[number]
    const described = await finder.features(page)
    const verified = verifyPage(described, features, viewOf(candidate), shrink)
    if (verified) confirmed.push({ number, page, described, verified })
  }
  return confirmed
}

const byLikeness = (confirmed: readonly Confirmed[]): Confirmed[] =>
  confirmed.toSorted((a, b) => b.verified.likeness - a.verified.likeness)

/** Whether the picture shows one page plainly, and not many that are all but the same. The likest first. */
const isSettled = (best: readonly Confirmed[]): boolean => {
  // Of each page its best view.
  const supports = [...Map.groupBy(best, ({ number }) => number).values()].map(
    ([{ verified }]) => verified.support,
  )
  const rival = supports[RIVALS - 1] ?? 0
  return supports.length > 0 && supports[0] >= PLAIN_SUPPORT && rival < RIVAL_SHARE * supports[0]
}

/** Pages of the kind of those found best, to lie as these do. */
const candidatesAlike = async (
  { layers, features, signal }: Search,
  { matches }: IndexSearch,
  best: readonly Confirmed[],
): Promise<Candidate[]> => {
  const candidates: Candidate[] = []
  for (const { described, verified } of best) {
    const { view } = verified
    await breathe(signal)
    for (const { page } of searchByView(matches, features, view).slice(0, ALIKE))
      candidates.push({ number: page, view })
    await breathe(signal)
    for (const { page, shift } of pagesLike(layers[0], described, LAYERS[0], LIKE))
      candidates.push({
        number: page,
        view: multiplyHomography(view, translation(0, -shift)),
      })
  }
  return candidates
}

/** The candidates that are likest where they would lie, each page once. */
const screen = async (
  { finder, features, signal }: Search,
  candidates: readonly Candidate[],
): Promise<Candidate[]> => {
  const best = new Map<number, { readonly candidate: Candidate; readonly likeness: number }>()
  for (const candidate of candidates) {
    await breathe(signal)
    const described = await finder.features(finder.pages[candidate.number])
    const { number } = candidate
    const view = viewOf(candidate)
    const likeness = screenPage(described, features, view)
    if (likeness > (best.get(number)?.likeness ?? 0))
      best.set(number, { candidate: { number, view }, likeness })
  }
  return [...best.values()].sort((a, b) => b.likeness - a.likeness).map(({ candidate }) => candidate)
}

/** Pages by their numbers: those named first, and then any others. */
const toSearchClosely = (pages: number, first: readonly number[]): number[] => {
  const numbers = new Set(first)
  for (let page = 0; page < pages && numbers.size < CLOSELY_SEARCHED; page++) numbers.add(page)
  return [...numbers].slice(0, CLOSELY_SEARCHED)
}

/** Some pages as they may lie by all their features, several views of each. */
const confirmClosely = async (search: Search, first: readonly number[]): Promise<Confirmed[]> => {
  const { finder, features, signal } = search
  const views: (Agreement & { readonly number: number })[] = []
  for (const number of toSearchClosely(finder.pages.length, first)) {
    await breathe(signal)
    const described = await finder.features(finder.pages[number])
    for (const view of searchClosely(described, features)) views.push({ ...view, number })
  }
  views.sort((a, b) => b.score - a.score)
  return confirm(
    search,
    views.slice(0, CLOSELY_VERIFIED).map(({ number, pairs }) => ({ number, view: pairs })),
  )
}

/** The likest first, each view of a page once. */
const distinctViews = (confirmed: readonly Confirmed[], picture: Plane): Confirmed[] => {
  const same = SAME_VIEW * longEdge(picture)
  const kept: Confirmed[] = []
  for (const one of byLikeness(confirmed)) {
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

const asCandidate = ({ page, pairs }: FoundPage): Candidate => ({ number: page, view: pairs })

/** Those that were not confirmed about as well as the best: the others need not be tried again. */
const notYetConfirmed = (candidates: readonly Candidate[], best: readonly Confirmed[]): Candidate[] => {
  const least = RIVAL_SHARE * (best[0]?.verified.support ?? 0)
  const known = new Set(best.filter(({ verified }) => verified.support >= least).map(({ number }) => number))
  return candidates.filter(({ number }) => !known.has(number))
}

/** Where one page is plainly found, others of its kind may be other editions of it. */
const confirmEditions = async (
  search: Search,
  searched: IndexSearch,
  best: readonly Confirmed[],
): Promise<Confirmed[]> => {
  const alike = await candidatesAlike(search, searched, best.slice(0, 1))
  const screened = await screen(search, notYetConfirmed(alike, best))
  return confirm(search, screened.slice(0, EDITIONS))
}

/** Where all is open: everything that was found, and what is of the kind of the best. */
const confirmOthers = async (
  search: Search,
  searched: IndexSearch,
  best: readonly Confirmed[],
  closely: boolean,
): Promise<Confirmed[]> => {
  const alike = await candidatesAlike(search, searched, best.slice(0, VIEWS_OF_A_KIND))
  const others = [...searched.found.slice(SURE_PLACES).map(asCandidate), ...alike]
  const screened = await screen(search, notYetConfirmed(others, best))
  const confirmed = await confirm(search, screened.slice(0, SCREENED))
  const isPlain = [...best, ...confirmed].some(({ verified }) => verified.support >= PLAIN_SUPPORT)
  if (closely && !isPlain) {
    const numbers = [...best, ...screened].map(({ number }) => number)
    confirmed.push(...(await confirmClosely(search, numbers)))
  }
  return confirmed
}

export interface FindOptions {
  readonly look: Look
  /** Whether to search some pages closely where none is plainly found. It takes seconds. */
  readonly closely: boolean
  readonly signal?: Cancellation
}

/** The pages that the picture may show, the likest first. Only originals are compared; no copy's signs take part. */
export const findPages = async (
  finder: PageFinder,
  picture: Pyramid,
  { look, closely, signal }: FindOptions,
): Promise<PageGuess[]> => {
  await breathe(signal)
  const features = describePicture(picture, look)
  const { full } = picture
  let confirmed: Confirmed[] = []
  for (const { depth, width } of SEARCHES) {
    const layers: PageIndex[] = []
    while (layers.length < depth) layers.push(await finder.index(layers.length))
    const search: Search = { finder, layers, features, shrink: full.width / features.width, signal }
    const searched = await searchIndex(layers, features, width, signal)
    const first = searched.found.slice(0, SURE_PLACES).map(asCandidate)
    // What a narrower search confirmed, and left open, counts on.
    confirmed = byLikeness([...confirmed, ...(await confirm(search, first))])
    if (isSettled(confirmed)) {
      confirmed.push(...(await confirmEditions(search, searched, confirmed)))
      break
    }
    if (depth === LAYERS.length)
      confirmed.push(...(await confirmOthers(search, searched, confirmed, closely)))
  }
  const views = distinctViews(confirmed, full)
  return views
    .filter(({ verified }) => verified.support >= WORTHWHILE * views[0].verified.support)
    .slice(0, MOST_VIEWS)
    .flatMap(({ page, described, verified }) =>
      firstSheets(described, features, full, verified).map((sheet) => ({
        documentId: page.documentId,
        page: page.page,
        sheet,
        support: verified.support,
      })),
    )
}
