import {
  homographyBetween,
  invertHomography,
  mapHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { evenShift, fitSplineField } from '../../shared/maths/spline-field.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { missPx } from '../image/grow-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import { fitPaper, type Paper } from './fit-paper.ts'
import { offFlat, type MatchedPlace, type Sheet, type SheetEdge } from './sheet.ts'
import { findOutline, type Outline } from './sheet-outline.ts'

/**
 * Other views of a page whose features lie too close together to tell its perspective: seen straight on (a
 * screenshot, a scan), and through the sheet's own outline.
 */

/** Features that reach over less than this share of the page's width or height leave the perspective open. */
const NARROW_SHARE = 0.45
/**
 * A sheet is taken for flat to tell which of its sides is the page's top: features then lie so far from how the page has them, in radians and
 * in size, and still are on it.
 */
const MOST_TURN_RADIANS = 0.4
const SCALE_RANGE: readonly [number, number] = [0.7, 1.4]
/** What the outline makes of a page holds where so many of the sides' points lie as paper would have them. */
const LEAST_EXPLAINED = 0.7

const FITS = 6

/** The similarity that most pairs agree on: least squares, with strays re-weighted away. */
const fitSimilarity = (
  from: readonly Point[],
  to: readonly Point[],
  tolerance: number,
): Homography | null => {
  const pairs = pairPoints(from, to)
  let weights = new Float64Array(pairs.count).fill(1)
  let best: Homography | null = null
  for (let fit = 0; fit < FITS; fit++) {
    if (weights.reduce((sum, w) => sum + w, 0) < 2) return null
    const view = fitHomography(pairs, weights, 'similarity')
    if (view === null) return null
    weights = weights.map((_, k) => 1 / (1 + (missPx(view, pairs, k) / tolerance) ** 4))
    best = view
  }
  return best
}

/** How a page may lie in the picture, as far as a view tells. */
export type SparseView = Pick<Sheet, 'homography' | 'rest' | 'edges'>

/** Of a page's sides, from its top clockwise: the direction out of the page. */
const OUTWARD: readonly Point[] = [
  { x: 0, y: -1 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
]

/** The outline begun at another of its corners. */
const turned = ({ corners, sides, toEnd }: Outline, turn: number): Outline => {
  const [a, b, c, d] = [0, 1, 2, 3].map((k) => (turn + k) % 4)
  return {
    corners: [corners[a], corners[b], corners[c], corners[d]],
    sides: [sides[a], sides[b], sides[c], sides[d]],
    toEnd,
  }
}

interface Turned {
  readonly outline: Outline
  /** The sheet's millimetres to the picture, as if it were flat. */
  readonly flat: Homography
  /** How far the features are turned on that sheet, radians. */
  readonly askew: number
}

/** The outline with the side first that is the page's top; null where its features could not be on it whichever way it is turned. */
const upright = (
  outline: Outline,
  places: readonly MatchedPlace[],
  [widthMm, heightMm]: readonly [number, number],
): Turned | null => {
  const corners = [
    { x: 0, y: 0 },
    { x: widthMm, y: 0 },
    { x: widthMm, y: heightMm },
    { x: 0, y: heightMm },
  ]
  let best: Turned | null = null
  for (let turn = 0; turn < 4; turn++) {
    const begun = turned(outline, turn)
    const flat = homographyBetween(corners, begun.corners)
    const back = invertHomography(flat)
    const seen = places.map((m) => mapHomography(back, m.seenX, m.seenY))
    const print = fitSimilarity(places, seen, 2)
    if (print === null) continue
    const [p, , , q] = print
    const [scale, askew] = [Math.hypot(p, q), Math.abs(Math.atan2(q, p))]
    if (askew > MOST_TURN_RADIANS || scale < SCALE_RANGE[0] || scale > SCALE_RANGE[1]) continue
    if (best === null || askew < best.askew) best = { outline: begun, flat, askew }
  }
  return best
}

/** Points of a page at which paper's bend is taken down, and the knots it is kept by. Millimetres. */
const SAMPLE_MM = 10
const KNOTS_MM = 20
const REST_FIT = { spacing: KNOTS_MM, bend: 3, doubt: Infinity, rounds: 1 } as const
const SURE = 1e4

/** The paper's bend as a field on a flat view of the page. */
const asView = (
  { place, sides }: Paper,
  [widthMm, heightMm]: readonly [number, number],
): SparseView | null => {
  const points: Point[] = []
  for (let y = 0; y < heightMm + SAMPLE_MM; y += SAMPLE_MM)
    for (let x = 0; x < widthMm + SAMPLE_MM; x += SAMPLE_MM) points.push({ x, y })
  const seen = points.map(({ x, y }) => place(x, y))
  const homography = fitHomography(
    pairPoints(points, seen),
    new Float64Array(points.length).fill(1),
    'projective',
  )
  if (homography === null) return null
  const off = offFlat(homography)
  const shifts = points.map((at, k) =>
    evenShift(at, off({ ...at, seenX: seen[k].x, seenY: seen[k].y }), SURE),
  )
  const edges = sides.flatMap((side, k) =>
    side.map(({ at, seen }): SheetEdge => ({
      ...at,
      outX: OUTWARD[k].x,
      outY: OUTWARD[k].y,
      seenX: seen.x,
      seenY: seen.y,
    })),
  )
  return { homography, rest: fitSplineField(widthMm, heightMm, shifts, REST_FIT), edges }
}

/** Views through the outline, as paper bends. */
const viewsThroughOutline = (
  outline: Outline,
  places: readonly MatchedPlace[],
  sizeMm: readonly [number, number],
  picture: Plane,
): SparseView[] => {
  const sheet = upright(outline, places, sizeMm)
  if (sheet === null) return []
  return fitPaper(sheet.outline, sheet.flat, places, sizeMm, picture)
    .filter(({ explained }) => explained >= LEAST_EXPLAINED)
    .flatMap((paper) => asView(paper, sizeMm) ?? [])
}

const reach = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

/**
 * @param places matches that agree with one view
 * @returns views to try beside it; none where the features span the page
 */
export const sparseViews = (
  picture: Plane,
  places: readonly MatchedPlace[],
  sizeMm: readonly [number, number],
): SparseView[] => {
  const spans = Math.min(reach(places.map((m) => m.x)) / sizeMm[0], reach(places.map((m) => m.y)) / sizeMm[1])
  if (places.length < 3 || spans >= NARROW_SHARE) return []
  const views: SparseView[] = []
  const seen = places.map((m) => ({ x: m.seenX, y: m.seenY }))
  const straight = fitSimilarity(places, seen, 3)
  if (straight) views.push({ homography: straight })
  const outline = findOutline(picture, seen)
  if (outline) views.push(...viewsThroughOutline(outline, places, sizeMm, picture))
  return views
}
