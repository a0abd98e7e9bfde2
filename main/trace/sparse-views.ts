import {
  cornersOf,
  homographyBetween,
  invertHomography,
  mapHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { missPx } from '../image/grow-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import { fitPaper, type Paper } from './fit-paper.ts'
import { areNarrow, type MatchedPlace, type Sheet, type SheetEdge } from './sheet.ts'
import { sheetThrough } from './sheet-through.ts'
import { findOutline, type Outline } from './sheet-outline.ts'

/**
 * Other views of a page whose features lie too close together to tell its perspective: seen straight on (a
 * screenshot, a scan), and through the sheet's own outline.
 */

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

/** The outline begun at the corner before the side that is the page's top, as features see the page straight on. */
const upright = ({ corners, sides, ...rest }: Outline, straight: Homography): Outline => {
  const [from, to] = corners
  const back = invertHomography(straight)
  const [a, b] = [mapHomography(back, from.x, from.y), mapHomography(back, to.x, to.y)]
  // The first side is the page's top, or its right, bottom or left side: so many quarters of a turn on.
  const quarters = (Math.round(Math.atan2(b.y - a.y, b.x - a.x) / (Math.PI / 2)) + 4) % 4
  const [k, l, m, n] = [0, 1, 2, 3].map((side) => (side + 4 - quarters) % 4)
  return {
    ...rest,
    corners: [corners[k], corners[l], corners[m], corners[n]],
    sides: [sides[k], sides[l], sides[m], sides[n]],
  }
}

/** Points of a page at which paper's bend is taken down, and the knots it is kept by. Millimetres. */
const SAMPLE_MM = 10
const KNOTS_MM = 20
/** How sure a sample of it is, 1 / mm^2. */
const SURE = 1e4
const REST_FIT = { spacing: KNOTS_MM, bend: 3, doubt: Infinity, rounds: 1 } as const

/** The paper's bend as a field on a flat view of the page. */
const asView = (
  { place, sides }: Paper,
  [widthMm, heightMm]: readonly [number, number],
): SparseView | null => {
  const points: Point[] = []
  for (let y = 0; y < heightMm + SAMPLE_MM; y += SAMPLE_MM)
    for (let x = 0; x < widthMm + SAMPLE_MM; x += SAMPLE_MM) points.push({ x, y })
  const sampled = points.map((at): MatchedPlace => {
    const seen = place(at.x, at.y)
    return { ...at, seenX: seen.x, seenY: seen.y }
  })
  const through = sheetThrough(sampled, [widthMm, heightMm], REST_FIT, SURE)
  if (through === null) return null
  const edges = sides.flatMap((side, k) =>
    side.map(({ at, seen }): SheetEdge => ({
      ...at,
      outX: OUTWARD[k].x,
      outY: OUTWARD[k].y,
      seenX: seen.x,
      seenY: seen.y,
    })),
  )
  return { homography: through.homography, rest: through.bend, edges }
}

/** Views through the outline, as paper bends. */
const viewsThroughOutline = (
  outline: Outline,
  places: readonly MatchedPlace[],
  sizeMm: readonly [number, number],
  straight: Homography,
  picture: Plane,
): SparseView[] => {
  const turned = upright(outline, straight)
  const asQuad = homographyBetween(cornersOf(...sizeMm), turned.corners)
  const starts = outline.isWhole ? [asQuad] : [asQuad, straight]
  return fitPaper(turned, starts, places, sizeMm, picture)
    .filter(({ explained }) => explained >= LEAST_EXPLAINED)
    .flatMap((paper) => asView(paper, sizeMm) ?? [])
}

/**
 * @param places matches that agree with one view
 * @returns views to try beside it; none where the features span the page
 */
export const sparseViews = (
  picture: Plane,
  places: readonly MatchedPlace[],
  sizeMm: readonly [number, number],
): SparseView[] => {
  if (places.length < 3 || !areNarrow(places, sizeMm)) return []
  const seen = places.map((m) => ({ x: m.seenX, y: m.seenY }))
  const straight = fitSimilarity(places, seen, 3)
  if (straight === null) return []
  const outline = findOutline(picture, seen)
  const through = outline ? viewsThroughOutline(outline, places, sizeMm, straight, picture) : []
  return [{ homography: straight }, ...through]
}
