import type { Homography, Point } from '../../shared/maths/geometry.ts'

/** What a view does near one place: where it puts it, by how much it enlarges, and how far it turns. */
export interface LocalView extends Point {
  /** Natural logarithm. */
  readonly logScale: number
  readonly turn: number
}

/** A view's own scale and turn at a place; null behind the horizon, and where it mirrors. */
export const localView = (h: Homography, x: number, y: number): LocalView | null => {
  const w = h[6] * x + h[7] * y + h[8]
  if (!(w > 0)) return null
  const px = (h[0] * x + h[1] * y + h[2]) / w
  const py = (h[3] * x + h[4] * y + h[5]) / w
  const xx = (h[0] - px * h[6]) / w
  const xy = (h[1] - px * h[7]) / w
  const yx = (h[3] - py * h[6]) / w
  const yy = (h[4] - py * h[7]) / w
  const area = xx * yy - xy * yx
  if (!(area > 0)) return null
  return { x: px, y: py, logScale: 0.5 * Math.log(area), turn: Math.atan2(yx - xy, xx + yy) }
}
