import {
  invertHomography,
  mapHomography,
  multiplyHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { MatchedPlace } from './grow-bend.ts'
import { findOutline, type Quad } from './sheet-outline.ts'

/**
 * Other views of a page whose features lie too close together to tell its perspective: seen straight on (a
 * screenshot, a scan), and through the sheet's own outline.
 */

/** Features that reach over less than this share of the page's width or height leave the perspective open. */
const NARROW_SHARE = 0.45
/** Print and page need not agree: a printer may shrink or move a page a little. */
const SCALE_RANGE: readonly [number, number] = [0.85, 1.15]
const MOST_TURN_RADIANS = 0.06

/** x' = p x - q y + s, y' = q x + p y + t */
interface Similarity {
  readonly p: number
  readonly q: number
  readonly s: number
  readonly t: number
  /** Root mean square miss. */
  readonly miss: number
}

const asHomography = ({ p, q, s, t }: Similarity): Homography => [p, -q, s, q, p, t, 0, 0, 1]

/** Least squares over pairs (Umeyama 1991, in the plane without reflection), with strays re-weighted away. */
const fitSimilarity = (
  from: readonly Point[],
  to: readonly Point[],
  tolerance: number,
): Similarity | null => {
  let weights = from.map(() => 1)
  let best: Similarity | null = null
  for (let round = 0; round < 6; round++) {
    const w = weights.reduce((a, b) => a + b, 0)
    if (w < 2) return null
    const mean = (points: readonly Point[]) => ({
      x: points.reduce((sum, v, k) => sum + weights[k] * v.x, 0) / w,
      y: points.reduce((sum, v, k) => sum + weights[k] * v.y, 0) / w,
    })
    const a = mean(from)
    const b = mean(to)
    let dot = 0
    let turn = 0
    let power = 0
    from.forEach((v, k) => {
      const x = v.x - a.x
      const y = v.y - a.y
      const u = to[k].x - b.x
      const z = to[k].y - b.y
      dot += weights[k] * (x * u + y * z)
      turn += weights[k] * (x * z - y * u)
      power += weights[k] * (x * x + y * y)
    })
    if (power < 1e-9) return null
    const p = dot / power
    const q = turn / power
    const s = b.x - p * a.x + q * a.y
    const t = b.y - q * a.x - p * a.y
    const misses = from.map((v, k) =>
      Math.hypot(p * v.x - q * v.y + s - to[k].x, q * v.x + p * v.y + t - to[k].y),
    )
    weights = misses.map((m) => 1 / (1 + (m / tolerance) ** 4))
    const total = weights.reduce((sum, v) => sum + v, 0)
    best = {
      p,
      q,
      s,
      t,
      miss: Math.sqrt(misses.reduce((sum, m, k) => sum + weights[k] * m * m, 0) / Math.max(1e-9, total)),
    }
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

/** The view through the outline whose corners make the features fall where the page has them, or null. */
const viewThroughOutline = (
  outline: Quad,
  places: readonly MatchedPlace[],
  [widthMm, heightMm]: readonly [number, number],
): Homography | null => {
  let best: { view: Homography; miss: number } | null = null
  for (let turn = 0; turn < 4; turn++) {
    const at = (k: number): Point => outline[(turn + k) % 4]
    const page = multiplyHomography(squareToQuad([at(0), at(1), at(2), at(3)]), [
      1 / widthMm,
      0,
      0,
      0,
      1 / heightMm,
      0,
      0,
      0,
      1,
    ])
    const back = invertHomography(page)
    const seen = places.map((m) => mapHomography(back, m.seenX, m.seenY))
    const shift = fitSimilarity(places, seen, 2)
    if (shift === null) continue
    const scale = Math.hypot(shift.p, shift.q)
    const straight = Math.abs(Math.atan2(shift.q, shift.p)) < MOST_TURN_RADIANS
    if (scale < SCALE_RANGE[0] || scale > SCALE_RANGE[1] || !straight) continue
    if (best === null || shift.miss < best.miss)
      best = { view: multiplyHomography(page, asHomography(shift)), miss: shift.miss }
  }
  return best?.view ?? null
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
): Homography[] => {
  const spans = Math.min(reach(places.map((m) => m.x)) / sizeMm[0], reach(places.map((m) => m.y)) / sizeMm[1])
  if (places.length < 3 || spans >= NARROW_SHARE) return []
  const views: Homography[] = []
  const seen = places.map((m) => ({ x: m.seenX, y: m.seenY }))
  const straight = fitSimilarity(places, seen, 3)
  if (straight) views.push(asHomography(straight))
  const outline = findOutline(picture, seen)
  const through = outline && viewThroughOutline(outline, places, sizeMm)
  if (through) views.push(through)
  return views
}
