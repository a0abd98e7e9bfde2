import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { PageFinder } from './confirm-pages.ts'
import type { SeenPicture } from './describe-page.ts'
import { findFurther } from './find-page.ts'
import type { TraceLibrary } from './library.ts'
import { placeGuesses } from './place-page.ts'
import type { PlacedPage } from './placed-page.ts'
import { placeOnPicture, scaleAt } from './sheet.ts'

/** About a box of the page that agrees with the picture so much of it is explained, mm: boxes lie closer, but in margins. */
const REACH_MM = 15
/** Of two pages that explain so much of the same part of the picture one lies there. */
const SAME_PART = 0.5
/** Of fewer matches chance has as many. */
const FEWEST_MATCHES = 25
/** Further looks at what is left of a picture. */
const MOST_LOOKS = 4

/** What a page explains of the picture: all that is near to these places. */
interface Explained {
  readonly places: readonly Point[]
  readonly reachPx: number
}

const explainedBy = ({ sheet, agreed }: PlacedPage): Explained => {
  const places = agreed.map(({ x, y }) => placeOnPicture(sheet, x, y))
  const scales = agreed.map(({ x, y }) => scaleAt(sheet, x, y))
  return { places, reachPx: REACH_MM * Math.max(0, ...scales) }
}

const explains = ({ places, reachPx }: Explained, x: number, y: number): boolean =>
  places.some((place) => (place.x - x) ** 2 + (place.y - y) ** 2 <= reachPx ** 2)

/** How much of what one explains another does too. */
const shareIn = (one: Explained, other: Explained): number =>
  one.places.filter(({ x, y }) => explains(other, x, y)).length / Math.max(1, one.places.length)

/**
 * Which part of the picture each page lies in, from 0: pages in one part are ways of understanding the same thing, pages in two are both
 * there. What explains nothing, as pages without content, is a way of understanding the first part.
 */
export const partsOf = (placed: readonly PlacedPage[]): number[] => {
  const parts: Explained[] = []
  return placed.map((place) => {
    const own = explainedBy(place)
    if (own.places.length === 0) return 0
    const at = parts.findIndex((part) => Math.max(shareIn(own, part), shareIn(part, own)) > SAME_PART)
    return at >= 0 ? at : parts.push(own) - 1
  })
}

/**
 * The pages that lie beside those that were found: two sides of an open brochure, copies side by side on a table, passages pasted into one picture. What
 * those explain of the picture is left out, and the rest is looked at, until nothing plain is in it.
 * @param placed in `picture`, at least one
 */
export const placeFurther = async (
  library: TraceLibrary,
  finder: PageFinder,
  picture: SeenPicture,
  placed: readonly PlacedPage[],
  signal: Cancellation | undefined,
): Promise<PlacedPage[]> => {
  const [{ view }] = placed
  const further: PlacedPage[] = []
  const known = placed.map(explainedBy)
  for (let look = 0; look < MOST_LOOKS; look++) {
    const isLeft = (x: number, y: number): boolean => known.every((one) => !explains(one, x, y))
    const guesses = await findFurther(finder, picture, isLeft, signal)
    const likely = guesses.filter(({ support }) => support >= FEWEST_MATCHES)
    const { laid } = await placeGuesses(library, picture.pyramid, likely, view, signal)
    const fresh = laid
      .map((place) => ({ place, own: explainedBy(place) }))
      .filter(({ own }) => own.places.length > 0 && known.every((one) => shareIn(own, one) <= SAME_PART))
    if (fresh.length === 0) break
    further.push(...fresh.map(({ place }) => place))
    known.push(...fresh.map(({ own }) => own))
  }
  return further
}
