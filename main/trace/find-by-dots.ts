import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import { multiplyHomography, type Homography } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { hasManyDots } from './align-dots.ts'
import { breathe } from './breathe.ts'
import type { PageFinder, PageToCompare } from './confirm-pages.ts'
import { COARSE_LAYERS } from './describe-page.ts'
import { constellationOf, dotPattern, viewByDots, type Constellation } from './dot-constellation.ts'
import { findSpecks } from './find-specks.ts'
import { sameOriginal, type TraceLibrary } from './library.ts'
import { flatBend, type Sheet } from './sheet.ts'

/** A page with no more features than this in the coarse layers has little on it: the others are found by what they show. */
const MOST_FEATURES = 900
/** Nearly empty pages that are looked into, the emptiest first; of these so many different patterns of dots are looked for. */
const MOST_PAGES = 1000
const MOST_PATTERNS = 128
/** Pages of one pattern (blank ones, or the same cover in every edition) that are handed on. */
const MOST_ALIKE = 12
/** Specks of a picture that are told apart, and that are worth it. */
const MOST_SPECKS = 600
const FEWEST_SPECKS = 12
/** How many times the picture is shrunk: of close-ups dots are several pixels wide. */
const SHRUNK = [1, 2, 4]

/** Pages that have the same dots, and how they lie by these. */
export interface FoundByDots {
  readonly pages: readonly PageToCompare[]
  readonly sheet: Sheet
  /** Specks of the picture that lie where their dots may be. */
  readonly seen: number
}

/** From the pixels of a level to those of the full picture. */
const enlarged = (full: Plane, { width, height }: Plane): Homography => {
  const [x, y] = [full.width / width, full.height / height]
  return [x, 0, (x - 1) / 2, 0, y, (y - 1) / 2, 0, 0, 1]
}

/** The pages that have little on them, the emptiest first. */
const emptyPages = async (finder: PageFinder): Promise<PageToCompare[]> => {
  const features = new Uint32Array(finder.pages.length)
  for (let layer = 0; layer < COARSE_LAYERS; layer++)
    for (const page of (await finder.index(layer)).pages) features[page]++
  const numbers = [...features.keys()].filter((number) => features[number] <= MOST_FEATURES)
  numbers.sort((a, b) => features[a] - features[b])
  return numbers.slice(0, MOST_PAGES).map((number) => finder.pages[number])
}

interface Pattern {
  readonly layout: PageLayout
  readonly pages: PageToCompare[]
}

/** Their patterns of dots, each with the pages that have it. Issued for other media, the same page has other dots. */
const patternsOf = async (
  library: TraceLibrary,
  empty: readonly PageToCompare[],
  signal: Cancellation | undefined,
): Promise<Pattern[]> => {
  const patterns = new Map<string, Pattern>()
  for (const { documentId: original, page } of empty) {
    if (patterns.size === MOST_PATTERNS) break
    for (const documentId of sameOriginal(library, original)) {
      await breathe(signal)
      const layout = (await library.places(documentId))[page]
      if (!hasManyDots(layout)) continue
      const key = JSON.stringify(layout.dots)
      const known = patterns.get(key) ?? { layout, pages: [] }
      if (known.pages.length < MOST_ALIKE) known.pages.push({ documentId, page })
      patterns.set(key, known)
    }
  }
  return [...patterns.values()]
}

/** How a picture's specks lie to one another, at each size at which they may be dots. */
export type SeenSpecks = readonly { readonly constellation: Constellation; readonly toFull: Homography }[]

/** Of a picture they are found once: it is asked for several pages, and laid in several ways. */
const seenIn = new WeakMap<Pyramid, SeenSpecks>()

export const seeSpecks = async (picture: Pyramid, signal: Cancellation | undefined): Promise<SeenSpecks> => {
  const known = seenIn.get(picture)
  if (known !== undefined) return known
  const { full, level } = picture
  const seen: SeenSpecks[number][] = []
  for (const plane of new Set(SHRUNK.map(level))) {
    await breathe(signal)
    const specks = findSpecks(plane, MOST_SPECKS)
    if (specks.length >= FEWEST_SPECKS)
      seen.push({ constellation: constellationOf(specks), toFull: enlarged(full, plane) })
  }
  seenIn.set(picture, seen)
  return seen
}

/** How a page lies by its dots alone, seen straight on or nearly so; null where the specks are not theirs. */
export const sheetByDots = async (
  specks: SeenSpecks,
  layout: PageLayout,
  signal: Cancellation | undefined,
): Promise<Pick<FoundByDots, 'sheet' | 'seen'> | null> => {
  const pattern = dotPattern(layout)
  for (const { constellation, toFull } of specks) {
    await breathe(signal)
    const found = viewByDots(constellation, pattern)
    if (found === null) continue
    const homography = multiplyHomography(toFull, found.view)
    return { sheet: { homography, bend: flatBend([layout.widthMm, layout.heightMm]) }, seen: found.seen }
  }
  return null
}

/**
 * Nearly empty pages of which a picture may show a piece without any of its content, and how they lie by their dots alone, seen straight on
 * or nearly so; those that most specks speak for first. Where dots may be is the same in all copies, so that this knows nothing of any.
 */
export const findByDots = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: Pyramid,
  signal: Cancellation | undefined,
): Promise<FoundByDots[]> => {
  const specks = await seeSpecks(picture, signal)
  if (specks.length === 0) return []
  const found: FoundByDots[] = []
  for (const { layout, pages } of await patternsOf(library, await emptyPages(finder), signal)) {
    const one = await sheetByDots(specks, layout, signal)
    if (one !== null) found.push({ ...one, pages })
  }
  return found.sort((a, b) => b.seen - a.seen)
}
