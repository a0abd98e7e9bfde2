import { invertHomography, mapHomography, type Homography, type Point } from '../../shared/maths/geometry.ts'
import { fieldAt, type ShiftMeasurement, type SplineField } from '../../shared/maths/spline-field.ts'

/**
 * How a page lies in a picture: page millimetres, bent by a smooth field, then seen in perspective.
 * Picture coordinates have pixel (i, j) centred at (i, j).
 */
export interface Sheet {
  readonly homography: Homography
  readonly bend: SplineField
  /** Where the sheet's own edges were seen, if they were: they have a say wherever its bend is fitted. */
  readonly edges?: readonly SheetEdge[]
}

/** A place of the page (mm), and where the picture shows it (pixels). */
export interface MatchedPlace {
  readonly x: number
  readonly y: number
  readonly seenX: number
  readonly seenY: number
}

/** A point of the page's edge; the picture's was seen on that edge, there or a little along it. */
export interface SheetEdge extends MatchedPlace {
  /** Out of the page, a unit vector. */
  readonly outX: number
  readonly outY: number
}

/** Tells how far off a flat page, seen by the view, a place was seen: page millimetres. */
export const offFlat = (view: Homography): ((place: MatchedPlace) => Point) => {
  const back = invertHomography(view)
  return ({ x, y, seenX, seenY }) => {
    const flat = mapHomography(back, seenX, seenY)
    return { x: flat.x - x, y: flat.y - y }
  }
}

/** How near the sheet's edge is taken to be to where it was seen, mm: shadows, other sheets beneath, and printers that put the page askew. */
const EDGE_DEVIATION_MM = 0.5

/** What the edges say of the sheet's bend: across them alone. */
export const edgeShifts = ({
  homography,
  edges = [],
}: Pick<Sheet, 'homography' | 'edges'>): ShiftMeasurement[] => {
  const off = offFlat(homography)
  const sure = 1 / EDGE_DEVIATION_MM ** 2
  return edges.map((edge) => {
    const { x, y, outX, outY } = edge
    const by = off(edge)
    const out = by.x * outX + by.y * outY
    return {
      x,
      y,
      dx: out * outX,
      dy: out * outY,
      xx: sure * outX * outX,
      xy: sure * outX * outY,
      yy: sure * outY * outY,
    }
  })
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
