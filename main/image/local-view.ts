import type { Homography, Point } from '../../shared/maths/geometry.ts'

/** What a view does near one place, to first order: where it puts it, and how steps from it come out. */
export interface LocalAffine extends Point {
  /** What a step along x becomes, (xx, yx), and one along y, (xy, yy). */
  readonly xx: number
  readonly xy: number
  readonly yx: number
  readonly yy: number
  /** What a square's area is multiplied by. */
  readonly area: number
}

/** Null behind the horizon, and where the view folds over or mirrors. */
export const localAffine = (h: Homography, x: number, y: number): LocalAffine | null => {
  const w = h[6] * x + h[7] * y + h[8]
  if (!(w > 0)) return null
  const px = (h[0] * x + h[1] * y + h[2]) / w
  const py = (h[3] * x + h[4] * y + h[5]) / w
  const xx = (h[0] - px * h[6]) / w
  const xy = (h[1] - px * h[7]) / w
  const yx = (h[3] - py * h[6]) / w
  const yy = (h[4] - py * h[7]) / w
  const area = xx * yy - xy * yx
  return area > 0 ? { x: px, y: py, xx, xy, yx, yy, area } : null
}

/** Where a view puts a place, by how much it enlarges there (natural logarithm), and how far it turns. */
export interface LocalView extends Point {
  readonly logScale: number
  readonly turn: number
}

/** Null as `localAffine`. */
export const localView = (h: Homography, x: number, y: number): LocalView | null => {
  const local = localAffine(h, x, y)
  if (local === null) return null
  const { xx, xy, yx, yy, area } = local
  return { x: local.x, y: local.y, logScale: 0.5 * Math.log(area), turn: Math.atan2(yx - xy, xx + yy) }
}
