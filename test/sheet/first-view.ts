import { detectFeatures } from '../../main/image/features.ts'
import { estimateHomography } from '../../main/image/homography.ts'
import { matchFeatures } from '../../main/image/match.ts'
import { pairFeatures } from '../../main/image/point-pairs.ts'
import { resizePlane } from '../../main/image/resize-plane.ts'
import {
  invertHomography,
  mapHomography,
  multiplyHomography,
  type Homography,
} from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { fitSplineField, zeroField, type ShiftMeasurement } from '../../shared/maths/spline-field.ts'
import { bendAt, type SheetMap } from './sheet-map.ts'

const LONG_EDGE_PX = 1500

const shrink = (plane: Plane): { small: Plane; ratio: number } => {
  const ratio = Math.min(1, LONG_EDGE_PX / Math.max(plane.width, plane.height))
  return {
    small: resizePlane(plane, Math.round(plane.width * ratio), Math.round(plane.height * ratio)),
    ratio,
  }
}

const scaled = (h: Homography, before: number, after: number): Homography =>
  multiplyHomography(
    [after, 0, 0, 0, after, 0, 0, 0, 1],
    multiplyHomography(h, [before, 0, 0, 0, before, 0, 0, 0, 1]),
  )

interface Matched {
  readonly x: number
  readonly y: number
  /** Where the view takes the match back to on the page. */
  readonly backX: number
  readonly backY: number
}

/** Spacing of the bend's knots, and how far from the bend so far a match may lie, millimetres. */
const ROUNDS: readonly (readonly [number, number])[] = [
  [90, 12],
  [70, 10],
  [60, 8],
  [50, 6],
  [45, 5],
  [40, 4],
]

const fitBend = (map: SheetMap, matches: readonly Matched[], spacing: number): SheetMap => {
  const data: ShiftMeasurement[] = matches.map(({ x, y, backX, backY }) => ({
    x,
    y,
    dx: backX - x,
    dy: backY - y,
    xx: 4,
    xy: 0,
    yy: 4,
  }))
  const fit = { spacing, bend: spacing / 25, doubt: 3, rounds: 4 }
  return { ...map, bend: fitSplineField(map.widthMm, map.heightMm, data, fit) }
}

/**
 * Where the page lies in the photo, to some millimetres: features matched, a plane through as many as agree, and from there the
 * bend carried on to matches farther and farther away. Null where too little matches.
 */
export const firstView = (original: Plane, pxPerMm: number, photo: Plane): SheetMap | null => {
  const page = shrink(original)
  const seen = shrink(photo)
  const options = { maxFeatures: 5000, minContrast: 1.5 }
  const a = detectFeatures(page.small, options)
  const b = detectFeatures(seen.small, options)
  const matches = matchFeatures(a, b, { ratio: 0.92 })
  const found = estimateHomography(pairFeatures(a, b, matches), { thresholdPx: 8 })
  if (found === null || found.count < 12) return null
  const scale = pxPerMm * page.ratio
  const view = scaled(found.homography, scale, 1 / seen.ratio)
  const back = invertHomography(view)
  const places: Matched[] = matches.map((m) => {
    const p = mapHomography(back, b.x[m.b] / seen.ratio, b.y[m.b] / seen.ratio)
    return { x: a.x[m.a] / scale, y: a.y[m.a] / scale, backX: p.x, backY: p.y }
  })
  const widthMm = original.width / pxPerMm
  const heightMm = original.height / pxPerMm
  let map: SheetMap = { widthMm, heightMm, view, bend: zeroField(widthMm, heightMm, 60) }
  for (const [spacing, reach] of ROUNDS) {
    const near = places.filter(({ x, y, backX, backY }) => {
      const so = bendAt(map, x, y)
      return Math.hypot(backX - x - so.x, backY - y - so.y) < reach
    })
    map = fitBend(map, near, spacing)
  }
  return map
}
