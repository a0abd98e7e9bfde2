import { mapHomography, type Homography, type Point } from '../../shared/maths/geometry.ts'
import { fieldAt, type SplineField } from '../../shared/maths/spline-field.ts'

/** From page millimetres to pixels of a photo: bent on the page first, then seen in perspective. Pixel (i, j) covers [i, i+1) x [j, j+1). */
export interface SheetMap {
  readonly widthMm: number
  readonly heightMm: number
  /** Displacements in page millimetres. */
  readonly bend: SplineField
  readonly view: Homography
}

export const bendAt = ({ bend }: SheetMap, x: number, y: number): Point => fieldAt(bend, x, y)

export const onPhoto = (map: SheetMap, x: number, y: number): Point => {
  const b = fieldAt(map.bend, x, y)
  return mapHomography(map.view, x + b.x, y + b.y)
}
