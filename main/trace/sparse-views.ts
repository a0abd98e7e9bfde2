import {
  invertHomography,
  mapHomography,
  multiplyHomography,
  translation,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { median } from '../../shared/maths/statistics.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { missPx } from '../image/grow-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import type { MatchedPlace, Sheet, SheetEdge } from './sheet.ts'
import { findOutline, type Outline, type Quad } from './sheet-outline.ts'

/**
 * Other views of a page whose features lie too close together to tell its perspective: seen straight on (a
 * screenshot, a scan), and through the sheet's own outline.
 */

/** Features that reach over less than this share of the page's width or height leave the perspective open. */
const NARROW_SHARE = 0.45
/** Print and page need not agree: a printer may shrink or move a page a little. Few features do not tell how much, so it is also taken for moved alone. */
const SCALE_RANGE: readonly [number, number] = [0.85, 1.15]
const MOST_TURN_RADIANS = 0.06

interface Similarity {
  readonly view: Homography
  /** Root mean square miss. */
  readonly miss: number
}

const FITS = 6

/** The similarity that most pairs agree on: least squares, with strays re-weighted away. */
const fitSimilarity = (
  from: readonly Point[],
  to: readonly Point[],
  tolerance: number,
): Similarity | null => {
  const pairs = pairPoints(from, to)
  let weights = new Float64Array(pairs.count).fill(1)
  let best: Similarity | null = null
  for (let fit = 0; fit < FITS; fit++) {
    if (weights.reduce((sum, w) => sum + w, 0) < 2) return null
    const view = fitHomography(pairs, weights, 'similarity')
    if (view === null) return null
    const misses = weights.map((_, k) => missPx(view, pairs, k))
    weights = misses.map((miss) => 1 / (1 + (miss / tolerance) ** 4))
    const total = weights.reduce((sum, w) => sum + w, 0)
    const squares = misses.reduce((sum, miss, k) => sum + weights[k] * miss * miss, 0)
    best = { view, miss: Math.sqrt(squares / Math.max(1e-9, total)) }
  }
  return best
}

/** Maps the unit square onto a quadrangle (Heckbert 1989). */
const squareToQuad = ([a, b, c, d]: Quad): Homography => {
  const sx = a.x - b.x + c.x - d.x
  const sy = a.y - b.y + c.y - d.y
  const dx1 = b.x - c.x
  const dx2 = d.x - c.x
  const dy1 = b.y - c.y
  const dy2 = d.y - c.y
  const det = dx1 * dy2 - dx2 * dy1
  const g = (sx * dy2 - dx2 * sy) / det
  const h = (dx1 * sy - sx * dy1) / det
  return [
    b.x - a.x + g * b.x,
    d.x - a.x + h * d.x,
    a.x,
    b.y - a.y + g * b.y,
    d.y - a.y + h * d.y,
    a.y,
    g,
    h,
    1,
  ]
}

/** How a page may lie in the picture, as far as a view tells. */
export type SparseView = Pick<Sheet, 'homography' | 'edges'>

/** Of a page's sides, from its top clockwise: the direction out of the page. */
const OUTWARD: readonly Point[] = [
  { x: 0, y: -1 },
  { x: 1, y: 0 },
  { x: 0, y: 1 },
  { x: -1, y: 0 },
]

/**
 * @param page the sheet's millimetres to the picture
 * @param printed the page's to the sheet's: printers shrink and move what they print
 * @param turn which of the outline's sides is the page's top
 */
const edgesOf = (
  { sides }: Outline,
  page: Homography,
  printed: Homography,
  turn: number,
  [widthMm, heightMm]: readonly [number, number],
): SheetEdge[] => {
  const [toSheet, toPage] = [invertHomography(page), invertHomography(printed)]
  const origin = mapHomography(toPage, 0, 0)
  return OUTWARD.flatMap((out, k) => {
    const beyond = mapHomography(toPage, out.x, out.y)
    const length = Math.hypot(beyond.x - origin.x, beyond.y - origin.y)
    const [outX, outY] = [(beyond.x - origin.x) / length, (beyond.y - origin.y) / length]
    return sides[(turn + k) % 4].map(({ x: seenX, y: seenY }) => {
      const there = mapHomography(toSheet, seenX, seenY)
      const x = out.x === 0 ? there.x : out.x > 0 ? widthMm : 0
      const y = out.y === 0 ? there.y : out.y > 0 ? heightMm : 0
      return { ...mapHomography(toPage, x, y), outX, outY, seenX, seenY }
    })
  })
}

/** Where most of some moves go to, along one axis. */
const middleMove = (from: readonly Point[], to: readonly Point[], pick: (p: Point) => number): number =>
  median(from.map((p, k) => pick(to[k]) - pick(p)))

/** The outline taken for the page with one of its sides for the top, and how the page would be printed on that sheet. */
interface Turned {
  readonly turn: number
  /** The sheet's millimetres to the picture. */
  readonly page: Homography
  /** The features on that sheet, millimetres. */
  readonly seen: readonly Point[]
  readonly print: Similarity
}

/** Null where no printer would have put the features there. */
const turnedBy = (
  turn: number,
  { corners }: Outline,
  places: readonly MatchedPlace[],
  [widthMm, heightMm]: readonly [number, number],
): Turned | null => {
  const at = (k: number): Point => corners[(turn + k) % 4]
  const toSquare: Homography = [1 / widthMm, 0, 0, 0, 1 / heightMm, 0, 0, 0, 1]
  const page = multiplyHomography(squareToQuad([at(0), at(1), at(2), at(3)]), toSquare)
  const back = invertHomography(page)
  const seen = places.map((m) => mapHomography(back, m.seenX, m.seenY))
  const print = fitSimilarity(places, seen, 2)
  if (print === null) return null
  const [p, , , q] = print.view
  const scale = Math.hypot(p, q)
  const isStraight = Math.abs(Math.atan2(q, p)) < MOST_TURN_RADIANS
  return isStraight && scale >= SCALE_RANGE[0] && scale <= SCALE_RANGE[1] ? { turn, page, seen, print } : null
}

/** Views through the outline: of its four turns the one in which the features fall where the page has them. */
const viewsThroughOutline = (
  outline: Outline,
  places: readonly MatchedPlace[],
  sizeMm: readonly [number, number],
): SparseView[] => {
  let best: Turned | null = null
  for (let turn = 0; turn < 4; turn++) {
    const turned = turnedBy(turn, outline, places, sizeMm)
    if (turned && (best === null || turned.print.miss < best.print.miss)) best = turned
  }
  if (best === null) return []
  const { turn, page, seen, print } = best
  const moved = translation(
    middleMove(places, seen, ({ x }) => x),
    middleMove(places, seen, ({ y }) => y),
  )
  return [moved, print.view].map((printed) => ({
    homography: multiplyHomography(page, printed),
    edges: edgesOf(outline, page, printed, turn, sizeMm),
  }))
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
  if (straight) views.push({ homography: straight.view })
  const outline = findOutline(picture, seen)
  if (outline) views.push(...viewsThroughOutline(outline, places, sizeMm))
  return views
}
