import {
  cornersOf,
  invertHomography,
  mapHomography,
  type Homography,
  type Point,
} from '../../shared/maths/geometry.ts'
import {
  fieldAt,
  zeroField,
  type ShiftMeasurement,
  type SplineField,
} from '../../shared/maths/spline-field.ts'

/**
 * How a page lies in a picture: page millimetres, bent by smooth fields, then seen in perspective.
 * Picture coordinates have pixel (i, j) centred at (i, j).
 */
export interface Sheet {
  readonly homography: Homography
  /** How the paper lies by its outline, where that was seen and told: `bend` is small beside it. */
  readonly rest?: SplineField
  /** How the page was measured to lie on top of that. */
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

const STILL: Point = { x: 0, y: 0 }

/** How far off the flat page the paper lies there. */
const restAt = ({ rest }: Pick<Sheet, 'rest'>, x: number, y: number): Point =>
  rest === undefined ? STILL : fieldAt(rest, x, y)

/** Where a place of the page is as the paper lies, before any bend on top of that: page millimetres. */
export const atRest = (sheet: Pick<Sheet, 'rest'>, x: number, y: number): Point => {
  const rest = restAt(sheet, x, y)
  return { x: x + rest.x, y: y + rest.y }
}

/** What the bend at a place would have to be for it to be seen there. */
export const offRest = (sheet: Pick<Sheet, 'homography' | 'rest'>): ((place: MatchedPlace) => Point) => {
  const off = offFlat(sheet.homography)
  return (place) => {
    const [flat, rest] = [off(place), restAt(sheet, place.x, place.y)]
    return { x: flat.x - rest.x, y: flat.y - rest.y }
  }
}

/** What the bend at (x, y) would have to be for it to be seen where (x + dx, y + dy) is seen now. */
export const bendTo = (sheet: Sheet, x: number, y: number, dx: number, dy: number): Point => {
  const was = fieldAt(sheet.bend, x + dx, y + dy)
  const [there, here] = [restAt(sheet, x + dx, y + dy), restAt(sheet, x, y)]
  return { x: was.x + dx + there.x - here.x, y: was.y + dy + there.y - here.y }
}

/** How near the sheet's edge is taken to be to where it was seen, mm: shadows, other sheets beneath, and printers that put the page askew. */
const EDGE_DEVIATION_MM = 0.5

/** What the edges say of the sheet's bend: across them alone. */
export const edgeShifts = (sheet: Pick<Sheet, 'homography' | 'rest' | 'edges'>): ShiftMeasurement[] => {
  const { edges = [] } = sheet
  const off = offRest(sheet)
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
  const [u, resting] = [fieldAt(sheet.bend, x, y), atRest(sheet, x, y)]
  return mapHomography(sheet.homography, resting.x + u.x, resting.y + u.y)
}

/** Picture pixels per page millimetre around (x, y): the root of the map's area ratio. */
export const scaleAt = (sheet: Sheet, x: number, y: number): number => {
  const step = 2
  const o = placeOnPicture(sheet, x, y)
  const a = placeOnPicture(sheet, x + step, y)
  const b = placeOnPicture(sheet, x, y + step)
  return Math.sqrt(Math.abs((a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x))) / step
}

/** Knots of a sheet's bend before any bend is known, mm. */
const FLAT_SPACING_MM = 60

/** The bend of a sheet that is taken for flat. */
export const flatBend = ([widthMm, heightMm]: readonly [number, number]): SplineField =>
  zeroField(widthMm, heightMm, FLAT_SPACING_MM)

/** Places that reach over less than this share of the page's width or height leave its perspective open. */
const NARROW_SHARE = 0.45

const reach = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

/** Whether places of a page lie too close together, or along too narrow a strip, to tell how all of it lies. */
export const areNarrow = (
  places: readonly { readonly x: number; readonly y: number }[],
  [widthMm, heightMm]: readonly [number, number],
): boolean =>
  places.length === 0 ||
  reach(places.map(({ x }) => x)) < NARROW_SHARE * widthMm ||
  reach(places.map(({ y }) => y)) < NARROW_SHARE * heightMm

/** Whether two sheets put every corner of a page within so many pixels of one another. */
export const lieAlike = (
  [a, b]: readonly [Sheet, Sheet],
  { widthMm, heightMm }: { readonly widthMm: number; readonly heightMm: number },
  withinPx: number,
): boolean =>
  cornersOf(widthMm, heightMm).every(({ x, y }) => {
    const [p, q] = [placeOnPicture(a, x, y), placeOnPicture(b, x, y)]
    return Math.hypot(p.x - q.x, p.y - q.y) <= withinPx
  })
