import type { Cancellation } from '../../shared/contract/failure.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { breathe } from './breathe.ts'
import { boxIsInside, refineShift, type Box } from './measure-shift.ts'
import { agreesPlainly } from './placed-page.ts'
import type { Straightened } from './rectify.ts'

/** Fewer places that do not say little: a nearly empty page is read all over, by its dots. */
const FEWEST_DENIED = 100
/** Boxes about the page's places that are compared: a side, and how far they may be off, mm; and how like they are where they agree. */
const BOX_MM = 9
const OFF_MM = 1
const ALIKE = 0.5
/** Marks are read within this of a place that agrees, mm, and nearer to it than to one that does not. */
const REACH_MM = 15
/** Squares of the page that are read or not as a whole, mm. */
const SQUARE_MM = 2

interface Compared extends Point {
  readonly agrees: boolean
}

/** Those places of the page that the picture would show, and whether it does. */
const comparePlaces = async (
  seen: Straightened,
  original: Plane,
  places: readonly Point[],
  signal: Cancellation | undefined,
): Promise<Compared[]> => {
  const { pxPerMm, plane, inside } = seen
  const half = Math.round((BOX_MM / 2) * pxPerMm)
  const compared: Compared[] = []
  for (const [k, { x, y }] of places.entries()) {
    if (k % 100 === 0) await breathe(signal)
    const [cx, cy] = [Math.round(x * pxPerMm), Math.round(y * pxPerMm)]
    const box: Box = { x0: cx - half, y0: cy - half, x1: cx + half, y1: cy + half }
    if (!boxIsInside(plane, inside, box, 0)) continue
    const shift = refineShift(original, plane, inside, box, { dx: 0, dy: 0 }, OFF_MM * pxPerMm)
    compared.push({ x, y, agrees: shift !== null && shift.likeness > ALIKE })
  }
  return compared
}

const isNearAgreed = (compared: readonly Compared[], x: number, y: number): boolean => {
  let least = REACH_MM ** 2
  let agrees = false
  for (const place of compared) {
    const distance = (place.x - x) ** 2 + (place.y - y) ** 2
    if (distance <= least) [least, agrees] = [distance, place.agrees]
  }
  return agrees
}

/**
 * A scrap of a page among other things (in a chat, a slide, another paper): what the picture shows where the rest of the page would be has no
 * marks, and thousands of readings of nothing would drown the scrap's own. Only what lies by a place that agrees is left shown. A
 * picture of which half agrees is left as it is.
 * @param places of the page that have something on them, mm
 */
export const agreeingPart = async (
  seen: Straightened,
  original: Plane,
  places: readonly Point[],
  signal?: Cancellation,
): Promise<Straightened> => {
  const compared = await comparePlaces(seen, original, places, signal)
  const agreeing = compared.filter(({ agrees }) => agrees).length
  const isPage =
    agreesPlainly({ agreeing, shown: compared.length }) || compared.length - agreeing < FEWEST_DENIED
  if (agreeing === 0 || isPage) return seen
  const { pxPerMm, plane } = seen
  const columns = Math.ceil(plane.width / pxPerMm / SQUARE_MM)
  const rows = Math.ceil(plane.height / pxPerMm / SQUARE_MM)
  const isLeft = Uint8Array.from({ length: columns * rows }, (_, k) =>
    isNearAgreed(compared, ((k % columns) + 0.5) * SQUARE_MM, (Math.floor(k / columns) + 0.5) * SQUARE_MM)
      ? 1
      : 0,
  )
  const square = (px: number): number => Math.floor((px + 0.5) / pxPerMm / SQUARE_MM)
  const inside = seen.inside.map((shown, k) => {
    const [x, y] = [k % plane.width, Math.floor(k / plane.width)]
    return shown && isLeft[square(y) * columns + square(x)]
  })
  return { ...seen, inside }
}
