import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import { multiplyHomography, type Homography } from '../../shared/maths/geometry.ts'
import { longEdge, type Plane } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { hasManyDots } from './align-dots.ts'
import { breathe } from './breathe.ts'
import type { PageFinder } from './confirm-pages.ts'
import { COARSE_LAYERS } from './describe-page.ts'
import { constellationOf, viewByDots, type Constellation } from './dot-constellation.ts'
import { findSpecks } from './find-specks.ts'
import { sameOriginal, type TraceLibrary } from './library.ts'
import { flatBend, type Sheet } from './sheet.ts'

/** A page with no more features than this in the coarse layers has little on it: the others are found by what they show. */
const MOST_FEATURES = 900
/** Pages whose dots are looked for, those with the least on them first. */
const MOST_PAGES = 128
/** Specks of a picture. With more pixels along its long edge those of a whole page are wider than specks are; of close-ups they are wider still. */
const MOST_SPECKS = 600
const FEWEST_SPECKS = 12
const MOST_EDGE_PX = 2400
const SHRUNK = [1, 2, 4]

export interface FoundByDots {
  readonly documentId: string
  readonly page: number
  readonly sheet: Sheet
}

/** From the pixels of a level to those of the full picture. */
const enlarged = (full: Plane, { width, height }: Plane): Homography => {
  const [x, y] = [full.width / width, full.height / height]
  return [x, 0, (x - 1) / 2, 0, y, (y - 1) / 2, 0, 0, 1]
}

/** Numbers of the pages that have little on them, the emptiest first. */
const emptyPages = async (finder: PageFinder): Promise<number[]> => {
  const features = new Uint32Array(finder.pages.length)
  for (let layer = 0; layer < COARSE_LAYERS; layer++)
    for (const page of (await finder.index(layer)).pages) features[page]++
  const numbers = [...features.keys()].filter((number) => features[number] <= MOST_FEATURES)
  return numbers.sort((a, b) => features[a] - features[b]).slice(0, MOST_PAGES)
}

/** How a picture's specks lie to one another, at each size at which they may be dots. */
export type SeenSpecks = readonly { readonly constellation: Constellation; readonly toFull: Homography }[]

export const seeSpecks = async (
  { full, level }: Pyramid,
  signal: Cancellation | undefined,
): Promise<SeenSpecks> => {
  const least = Math.max(1, longEdge(full) / MOST_EDGE_PX)
  const seen: SeenSpecks[number][] = []
  for (const plane of new Set(SHRUNK.map((times) => level(least * times)))) {
    await breathe(signal)
    const specks = findSpecks(plane, MOST_SPECKS)
    if (specks.length >= FEWEST_SPECKS)
      seen.push({ constellation: constellationOf(specks), toFull: enlarged(full, plane) })
  }
  return seen
}

/** How a page lies by its dots alone, seen straight on or nearly so; null where the specks are not theirs. */
export const sheetByDots = (seen: SeenSpecks, layout: PageLayout): Sheet | null => {
  for (const { constellation, toFull } of seen) {
    const found = viewByDots(constellation, layout)
    if (found === null) continue
    const homography = multiplyHomography(toFull, found.view)
    return { homography, bend: flatBend([layout.widthMm, layout.heightMm]) }
  }
  return null
}

/**
 * Nearly empty pages of which a picture may show a piece without any of its content, and how they lie by their dots alone, seen straight on
 * or nearly so. Where dots may be is the same in all copies, so that this knows nothing of any.
 */
export const findByDots = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: Pyramid,
  signal: Cancellation | undefined,
): Promise<FoundByDots[]> => {
  const seen = await seeSpecks(picture, signal)
  if (seen.length === 0) return []
  const found: FoundByDots[] = []
  for (const number of await emptyPages(finder)) {
    const { documentId: original, page } = finder.pages[number]
    // Issued for other media, the same page has other dots.
    for (const documentId of sameOriginal(library, original)) {
      await breathe(signal)
      const { layout } = await library.page(documentId, page)
      if (!hasManyDots(layout)) continue
      const sheet = sheetByDots(seen, layout)
      if (sheet !== null) found.push({ documentId, page, sheet })
    }
  }
  return found
}
