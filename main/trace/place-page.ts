import type { Cancellation } from '../../shared/contract/failure.ts'
import { longEdge } from '../../shared/maths/plane.ts'
import { wilsonInterval } from '../../shared/maths/statistics.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { isBare } from './align-dots.ts'
import { alignFinely, alignToCompare, type Alignment } from './align.ts'
import { LOOKS } from './describe-page.ts'
import type { PageFinder } from './confirm-pages.ts'
import { findPages, KNOWN_SUPPORT, type PageGuess } from './find-page.ts'
import { fitAsWhole } from './fit-as-whole.ts'
import { fitElsewhere } from './fit-elsewhere.ts'
import { isTurned, leakViews, type LeakView, type Viewed } from './leak-view.ts'
import { sameOriginal, type LibraryPage, type TraceLibrary } from './library.ts'
import { placeByConstellation, placeOnDotsAlone } from './place-bare.ts'
import { placeByDots } from './place-by-dots.ts'
import { agreesPlainly, type PlacedPage } from './placed-page.ts'
import { lieAlike, type Sheet } from './sheet.ts'

/** Guesses that are compared: up to four ways of laying each of three pages that are all but the same. */
const GUESSES = 12
/** A guess with less than this share of the best one's support is a chance likeness. */
const WORTHWHILE = 0.2
/** Few boxes may all agree by chance. */
const SURE_BOXES = 20
/**
 * Once a page lies where it should, others that would lie there have to come as near to its support as chance lets such numbers differ, in
 * deviations. Elsewhere in the picture another paper may lie.
 */
const MOST_DEVIATIONS = 4
/** Pages whose corners are nearer than this share of the picture lie in one place. */
const ONE_PLACE = 0.05
/**
 * A guess within this share of the best one's agreement could be another issue of the same page: both are scored. Of a paper that was
 * issued as it was typed and as it was scanned a blurred photo of the one may look more like the other.
 */
export const AS_GOOD = 0.7
/** Where so many of the boxes that are shown agree, the page lies where it should. */
const SURELY = 0.95
/** Where it does not, it is moved to where the whole page fits best; what lay farther off than that looks comes nearer each time. */
const MOST_MOVES = 3
const LEAST_LIKENESS = 0.45
const LEAST_AGREEING = 2

interface Compared {
  readonly guess: PageGuess
  readonly alignment: Alignment
}

const isCredible = ({ guess, alignment: { likeness, agreeing } }: Compared): boolean => {
  if (agreeing < LEAST_AGREEING) return false
  return likeness >= LEAST_LIKENESS || guess.support >= KNOWN_SUPPORT
}

/** Where so many boxes are shown and less than this share of them agrees at first sight, the page is another: README.md has the figures. */
const ENOUGH_BOXES = 40
const LEAST_AT_FIRST = 0.12

const isHopeless = ({ support }: PageGuess, { agreeing, shown }: Alignment): boolean =>
  support < KNOWN_SUPPORT && shown >= ENOUGH_BOXES && agreeing < LEAST_AT_FIRST * shown

/** Laid exactly, a page that agrees with the picture no better than this was a chance likeness. */
const LEAST_LAID = { likeness: 0.35, share: 0.1 } as const

const isChance = ({ guess: { support }, alignment: { likeness, agreeing, shown } }: Compared): boolean =>
  support < KNOWN_SUPPORT && (likeness < LEAST_LAID.likeness || agreeing < LEAST_LAID.share * shown)

/**
 * How well the original explains what the picture shows of it: the share of shown boxes that agree (the lower end of Wilson's
 * interval, so that few boxes prove little) times how like they are. Comparable between pages with much and with little on them.
 */
export const explanation = ({
  agreeing,
  shown,
  likeness,
}: Pick<PlacedPage, 'agreeing' | 'shown' | 'likeness'>): number =>
  wilsonInterval(agreeing, Math.max(shown, agreeing))[0] * likeness

const quality = ({ alignment }: Compared): number => explanation(alignment)

const compare = async (
  library: TraceLibrary,
  picture: Pyramid,
  guesses: readonly PageGuess[],
  signal: Cancellation | undefined,
): Promise<Compared[]> => {
  const compared: Compared[] = []
  let sure: { readonly guess: PageGuess; readonly page: LibraryPage } | null = null
  const isOutdone = (guess: PageGuess): boolean => {
    if (sure === null || (guess.documentId === sure.guess.documentId && guess.page === sure.guess.page))
      return false
    const { support, sheet } = sure.guess
    const outdone = guess.support < support - MOST_DEVIATIONS * Math.sqrt(support)
    return outdone && lieAlike([sheet, guess.sheet], sure.page.layout, ONE_PLACE * longEdge(picture.full))
  }
  const worthwhile = guesses.filter((g) => g.support >= WORTHWHILE * guesses[0].support)
  for (const guess of worthwhile.slice(0, GUESSES)) {
    if (isOutdone(guess)) continue
    const page = await library.page(guess.documentId, guess.page)
    let sheet: Sheet | null = guess.sheet
    for (let moves = 0; sheet !== null && moves <= MOST_MOVES; moves++) {
      const hopeless = (first: Alignment) => isHopeless(guess, first)
      const alignment: Alignment | null = await alignToCompare(picture, page, sheet, hopeless, signal)
      // Where no part fits, the page is another, and need not be moved.
      if (alignment === null || !isCredible({ guess, alignment })) break
      const one = { guess, alignment }
      compared.push(one)
      const fits = alignment.agreeing >= SURELY * alignment.shown
      if (fits && alignment.shown >= SURE_BOXES) sure ??= { guess, page }
      sheet = fits || moves === MOST_MOVES ? null : fitAsWhole(picture, page, alignment.sheet)
    }
  }
  return compared
}

/** What agrees, whatever else is shown. */
const agreement = ({ alignment: { agreeing, likeness } }: Compared): number => agreeing * likeness

/**
 * Those that explain the picture about as well as the best of them, best first. Where little of that agrees, a scrap of a page lies among other
 * things, which count against a page with much on it and not against an empty one: then those that agree in about as many places are as good.
 */
const bestOf = (compared: readonly Compared[]): Compared[] => {
  const sorted = compared.toSorted((a, b) => quality(b) - quality(a))
  const [best] = sorted
  return sorted.filter(
    (one) =>
      quality(one) >= AS_GOOD * quality(best) ||
      (!agreesPlainly(best.alignment) && agreement(one) >= AS_GOOD * agreement(best)),
  )
}

/** Pages, the best first, of which it is asked where else they may lie. */
const ASKED_ELSEWHERE = 2
/** Ways of laying it whose corners are nearer than this share of the picture are one. */
const ONE_WAY = 0.01

/** The other places where a page that repeats itself may lie. */
const compareElsewhere = async (
  library: TraceLibrary,
  picture: Pyramid,
  compared: readonly Compared[],
  signal: Cancellation | undefined,
): Promise<Compared[]> => {
  const elsewhere: Compared[] = []
  const byPage = Map.groupBy(bestOf(compared), ({ guess }) => `${guess.page} ${guess.documentId}`)
  for (const ways of [...byPage.values()].slice(0, ASKED_ELSEWHERE)) {
    const [{ guess, alignment }] = ways
    const page = await library.page(guess.documentId, guess.page)
    const isKnown = (sheet: Sheet): boolean =>
      ways.some((way) =>
        lieAlike([way.alignment.sheet, sheet], page.layout, ONE_WAY * longEdge(picture.full)),
      )
    for (const sheet of fitElsewhere(page, alignment.sheet, alignment.agreed)) {
      if (isKnown(sheet)) continue
      const moved = { ...guess, sheet }
      const there = await alignToCompare(picture, page, sheet, (first) => isHopeless(moved, first), signal)
      if (there !== null) elsewhere.push({ guess: moved, alignment: there })
    }
  }
  return elsewhere
}

/**
 * Where half of what is shown of a page agrees, or so many features do, its proportions are right; where both do, or its dots agree, it lies as it was laid. Rules, frames
 * and charts look alike mirrored, or with light and dark changed over: on slides and tables 27 to 61 features agreed so.
 */
const SURE_SUPPORT = 100

/** A page that was laid, in what view of the picture, and how sure that is. */
interface Laid {
  readonly placed: PlacedPage[]
  readonly support: number
  readonly quality: number
  readonly isPlain: boolean
  readonly isCertain: boolean
  /** Whether what is on the page may leave open how the rest of it lies. */
  readonly isOpen: boolean
}

const laidAs = (placed: PlacedPage[], best: Compared, isSure: boolean, page: LibraryPage): Laid => {
  const { support } = best.guess
  const agrees = agreesPlainly(best.alignment)
  const isPlain = agrees || support >= SURE_SUPPORT
  const isCertain = isSure || (agrees && support >= SURE_SUPPORT)
  const isOpen = !isCertain && (!isPlain || isBare(page))
  return { placed, support, quality: quality(best), isPlain, isCertain, isOpen }
}

interface LaidGuesses {
  /** The best first. */
  readonly laid: PlacedPage[]
  /** The best, before it was laid exactly; none if nothing fits. */
  readonly best: Compared | undefined
  /** Whether its dots say so, too. */
  readonly isSure: boolean
}

/** Those guesses that explain the picture best, each laid exactly. */
export const placeGuesses = async (
  library: TraceLibrary,
  picture: Pyramid,
  guesses: readonly PageGuess[],
  view: LeakView,
  signal: Cancellation | undefined,
): Promise<LaidGuesses> => {
  const compared = await compare(library, picture, guesses, signal)
  const elsewhere = await compareElsewhere(library, picture, compared, signal)
  const asGood = bestOf([...compared, ...elsewhere])
  const { placed, isSure } = await finish(library, picture, asGood, view, signal)
  return { laid: placed, best: asGood.at(0), isSure }
}

/**
 * The pages that the picture shows, best first: usually one, more where several originals explain it about as well (an
 * unchanged page of a later revision), none where nothing registered fits. Judged by the originals alone.
 */
export const placePages = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: Viewed,
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  let faint: Laid | null = null
  for (const { view, isRare } of leakViews(picture.plane)) {
    const turned = isTurned(view)
    if (faint?.isPlain && !turned) continue
    const seen = picture.seen(view)
    for (const look of faint !== null && turned ? LOOKS.slice(0, 1) : LOOKS) {
      const guesses = await findPages(finder, seen, {
        look,
        closely: !isRare,
        // Turned about, what was laid rightly shows fewer of its features.
        ...(faint !== null && turned && { above: faint.support }),
        ...(signal && { signal }),
      })
      // Nothing is made of a view of which nothing is wanted.
      if (guesses.length === 0 && view !== 'plain') continue
      const { pyramid } = seen
      const { laid, best, isSure } = await placeGuesses(library, pyramid, guesses, view, signal)
      if (laid.length > 0 && best) {
        const page = await library.page(best.guess.documentId, best.guess.page)
        const found = laidAs(laid, best, isSure, page)
        if (found.isCertain) return laid
        // Of a scrap among other things, which count against it, quality may be nothing at first; it was laid all the same.
        if (faint === null || found.quality > faint.quality) faint = found
        if (found.isPlain) break
      }
      const bare = view === 'plain' ? await placeOnDotsAlone(library, pyramid, guesses, signal) : []
      if (bare.length > 0) return bare
    }
    if (view === 'plain' && faint?.isOpen !== false) {
      const bare = await placeByConstellation(library, finder, seen.pyramid, signal)
      // Beside such a page another may lie, which is plainly found.
      if (bare.length > 0) return [...bare, ...(faint?.isPlain ? faint.placed : [])]
    }
  }
  return faint?.placed ?? []
}

const finish = async (
  library: TraceLibrary,
  picture: Pyramid,
  compared: readonly Compared[],
  view: LeakView,
  signal: Cancellation | undefined,
): Promise<{ readonly placed: PlacedPage[]; readonly isSure: boolean }> => {
  const placed: PlacedPage[] = []
  const guessed: PlacedPage[] = []
  for (const { guess, alignment } of compared) {
    const page = await library.page(guess.documentId, guess.page)
    const laid = await alignFinely(picture, page, alignment.sheet, signal)
    if (isChance({ guess, alignment: laid })) continue
    for (const documentId of sameOriginal(library, guess.documentId)) {
      const { likeness, agreeing, shown, boxes, agreed } = laid
      const place = { documentId, page: guess.page, likeness, agreeing, shown, boxes, agreed, view }
      placed.push({ ...place, sheet: laid.sheet })
      guessed.push({ ...place, sheet: guess.sheet })
    }
  }
  // What little content lies close together bends a sheet wildly where there is none: dots are looked for from the first guess as well.
  const { found, isSure } = await placeByDots(library, picture, [...placed, ...guessed], signal)
  return { placed: [...placed, ...found], isSure }
}
