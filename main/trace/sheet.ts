import { mapHomography, type Homography, type Point } from '../../shared/maths/geometry.ts'
import { fieldAt, type SplineField } from '../../shared/maths/spline-field.ts'

/**
 * How a page lies in a picture: page millimetres, bent by a smooth field, then seen in perspective.
 * Picture coordinates have pixel (i, j) centred at (i, j).
 */
export interface Sheet {
  readonly homography: Homography
  readonly bend: SplineField
}

export const placeOnPicture = (sheet: Sheet, x: number, y: number): Point => {
  const u = fieldAt(sheet.bend, x, y)
  return mapHomography(sheet.homography, x + u.x, y + u.y)
}

/** Picture pixels per page millimetre around (x, y): the root of the map's area ratio. */
export const scaleAt = (sheet: Sheet, x: number, y: number): number => {
  const step = 2
  const o = placeOnPicture(sheet, x, y)
  const a = placeOnPicture(sheet, x + step, y)
  const b = placeOnPicture(sheet, x, y + step)
  return Math.sqrt(Math.abs((a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x))) / step
}
