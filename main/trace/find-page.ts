import type { Cancellation } from '../../shared/contract/failure.ts'
import { multiplyHomography, translation } from '../../shared/maths/geometry.ts'
import { featuresWhere, type Features } from '../image/features.ts'
import type { Agreement } from './agreement.ts'
import { breathe } from './breathe.ts'
import {
  byLikeness,
  confirm,
  distinctViews,
  screen,
  type Candidate,
  type Confirmed,
  type PageFinder,
  type Search,
  type Searching,
} from './confirm-pages.ts'
import { COARSE_LAYERS, LAYERS, type Look, type SeenPicture } from './describe-page.ts'
import { firstSheets } from './first-sheets.ts'
import type { PageIndex } from './page-index.ts'
import { searchClosely } from './search-closely.ts'
import { pagesLike } from './pages-like.ts'
import { searchByView } from './search-by-view.ts'
import { searchIndex, type FoundPage, type IndexSearch, type SearchWidth } from './search-index.ts'
import type { Sheet } from './sheet.ts'

export { describePage, type PageFeatures } from './describe-page.ts'

/** A page that may be the one in the picture, and how it would lie there. */
export interface PageGuess {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
  /** Matches at places of their own that agree with one view of the page. */
  readonly support: number
}

/**
 * So many features agree on a page, or on another of its kind, but not by chance on one that has nothing to do with the picture (README.md has the
 * figures). Of what they show little need agree: bars, strokes, notes or stickers may cover it. Of another page of its kind no copy scores.
 */
export const KNOWN_SUPPORT = 40

/** Layers of the index that are searched, and how widely: more where fewer leave it open. */
const SEARCHES = [
  { depth: 1, width: { voters: 600, compared: 400, kept: 32 } },
  { depth: COARSE_LAYERS, width: { voters: 1200, compared: 1500, kept: 128 } },
] as const
/** How widely each of the fine layers is searched. What they find is searched closely too, so many pages of each. */
const FINELY = { voters: 1200, compared: 1500, kept: 8 } as const
const FINELY_FOUND = 5
/** What a found page leaves of the picture is searched at a glance. */
const GLANCE = { voters: 200, compared: 100, kept: 8 } as const
/**
 * Scores grow with how seldom features are, and so with the logarithm of how many pages there are: of ten thousand chance has made 4 at most of what pages
 * left of ten photographs, of three 1.6, and further pages 2.1 to 14.
 */
const leastGlimpse = (pages: number): number => 0.75 * Math.log(1 + pages)
/** Fewer features than that show no further page. */
const FEWEST_LEFT = 100
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

/** Pages by their numbers: those named first, and then any others. */
const toSearchClosely = (pages: number, first: readonly number[]): number[] => {
  const numbers = new Set(first)
  for (let page = 0; page < pages && numbers.size < CLOSELY_SEARCHED; page++) numbers.add(page)
  return [...numbers].slice(0, CLOSELY_SEARCHED)
}

/** Some pages as they may lie by all their features, several views of each. */
const confirmClosely = async (searching: Searching, first: readonly number[]): Promise<Confirmed[]> => {
  const { finder, features, signal } = searching
  const views: (Agreement & { readonly number: number })[] = []
  for (const number of toSearchClosely(finder.pages.length, first)) {
    await breathe(signal)
    const described = await finder.features(finder.pages[number])
    for (const view of searchClosely(described, features)) views.push({ ...view, number })
  }
  views.sort((a, b) => b.score - a.score)
  return confirm(
    searching,
    views.slice(0, CLOSELY_VERIFIED).map(({ number, pairs }) => ({ number, view: pairs })),
  )
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

/** Where all is open: everything that was found, and what is of the kind of the best; and which pages were screened for it, the likest first. */
const confirmOthers = async (
  search: Search,
  searched: IndexSearch,
  best: readonly Confirmed[],
): Promise<{ readonly confirmed: Confirmed[]; readonly screened: number[] }> => {
  const alike = await candidatesAlike(search, searched, best.slice(0, VIEWS_OF_A_KIND))
  const others = [...searched.found.slice(SURE_PLACES).map(asCandidate), ...alike]
  const screened = await screen(search, notYetConfirmed(others, best))
  const confirmed = await confirm(search, screened.slice(0, SCREENED))
  return { confirmed, screened: screened.map(({ number }) => number) }
}

export interface FindOptions {
  readonly look: Look
  /** Whether to search some pages closely where none is plainly found. It takes seconds. */
  readonly closely: boolean
  /** Whether no page is wanted unless more features agree on it than so many. */
  readonly above?: number
  readonly signal?: Cancellation
}

/** One search of some of the index's layers: what it found, and those that were confirmed at once. */
const searchOnce = async (
  searching: Searching,
  layerNumbers: readonly number[],
  width: SearchWidth,
  leastScore = 0,
): Promise<{ search: Search; searched: IndexSearch; confirmed: Confirmed[] }> => {
  const layers: PageIndex[] = []
  for (const layer of layerNumbers) layers.push(await searching.finder.index(layer))
  const search = { ...searching, layers }
  const searched = await searchIndex(layers, searching.features, width, searching.signal)
  const likely = searched.found.filter(({ score }) => score >= leastScore)
  const confirmed = await confirm(search, likely.slice(0, SURE_PLACES).map(asCandidate))
  return { search, searched, confirmed }
}

/** What the coarse layers find; and, where they leave it open, the pages that it may be. */
const findCoarsely = async (
  searching: Searching,
): Promise<{ readonly confirmed: Confirmed[]; readonly open: readonly number[] }> => {
  let confirmed: Confirmed[] = []
  let open: readonly number[] = []
  for (const { depth, width } of SEARCHES) {
    const once = await searchOnce(searching, [...LAYERS.keys()].slice(0, depth), width)
    // What a narrower search confirmed, and left open, counts on.
    confirmed = byLikeness([...confirmed, ...once.confirmed])
    if (isSettled(confirmed)) {
      confirmed.push(...(await confirmEditions(once.search, once.searched, confirmed)))
      break
    }
    if (depth === COARSE_LAYERS) {
      const others = await confirmOthers(once.search, once.searched, confirmed)
      open = [...confirmed.map(({ number }) => number), ...others.screened]
      confirmed.push(...others.confirmed)
    }
  }
  return { confirmed, open }
}

const isPlain = ({ verified }: Confirmed): boolean => verified.support >= PLAIN_SUPPORT

/** Close-ups show what is too fine for the coarse layers. What neither shows plainly is searched closely. */
const findFinely = async (
  searching: Searching,
  look: Look,
  open: readonly number[],
): Promise<Confirmed[]> => {
  const confirmed: Confirmed[] = []
  const found: number[] = []
  for (const layer of look === 'plain' ? [...LAYERS.keys()].slice(COARSE_LAYERS) : []) {
    const once = await searchOnce(searching, [layer], FINELY)
    confirmed.push(...once.confirmed)
    found.push(...once.searched.found.slice(0, FINELY_FOUND).map(({ page }) => page))
  }
  if (!confirmed.some(isPlain)) confirmed.push(...(await confirmClosely(searching, [...found, ...open])))
  return confirmed
}

const guessesOf = (confirmed: readonly Confirmed[], { picture, features }: Searching): PageGuess[] => {
  const views = distinctViews(confirmed, picture.size)
  return views
    .filter(({ verified }) => verified.support >= WORTHWHILE * views[0].verified.support)
    .slice(0, MOST_VIEWS)
    .flatMap(({ page, described, verified }) =>
      firstSheets(described, features, picture.pyramid.full, verified).map((sheet) => ({
        documentId: page.documentId,
        page: page.page,
        sheet,
        support: verified.support,
      })),
    )
}

const searchingIn = (
  finder: PageFinder,
  picture: SeenPicture,
  features: Features,
  signal?: Cancellation,
) => ({
  finder,
  picture,
  features,
  shrink: picture.size.width / features.width,
  signal,
})

/** The pages that the picture may show, the likest first. Only originals are compared; no copy's signs take part. */
export const findPages = async (
  finder: PageFinder,
  picture: SeenPicture,
  { look, closely, above = 0, signal }: FindOptions,
): Promise<PageGuess[]> => {
  await breathe(signal)
  const searching = searchingIn(finder, picture, picture.features(look), signal)
  const { confirmed, open } = await findCoarsely(searching)
  if (closely && !confirmed.some(isPlain)) confirmed.push(...(await findFinely(searching, look, open)))
  if (!confirmed.some(({ verified }) => verified.support > above)) return []
  return guessesOf(confirmed, searching)
}

/**
 * The pages that a part of a picture may show, at a glance: what is plain there, and other editions of it.
 * @param isLeft whether a place of the picture, pixels, is in that part
 */
export const findFurther = async (
  finder: PageFinder,
  picture: SeenPicture,
  isLeft: (x: number, y: number) => boolean,
  signal?: Cancellation,
): Promise<PageGuess[]> => {
  const all = picture.features('plain')
  const shrink = picture.size.width / all.width
  const features = featuresWhere(all, (x, y) => isLeft(x * shrink, y * shrink))
  if (features.count < FEWEST_LEFT) return []
  const searching = searchingIn(finder, picture, features, signal)
  const least = leastGlimpse(finder.pages.length)
  const { search, searched, confirmed } = await searchOnce(searching, [0], GLANCE, least)
  const best = byLikeness(confirmed)
  if (best.length > 0) best.push(...(await confirmEditions(search, searched, best)))
  return guessesOf(best, searching)
}
