import type { Plane } from '../../shared/maths/plane.ts'
import type { ShiftMeasurement } from '../../shared/maths/spline-field.ts'
import { bendAt, onPhoto, type SheetMap } from './sheet-map.ts'

/** Steps across an edge of the sheet, and along it, millimetres. */
const ACROSS_MM = 0.25
const ALONG_MM = 5
/** Widths on both sides of an edge whose brightness is compared. */
const SIDE_MM = 2
const GAP_MM = 0.25
/** Grey levels by which the table must be darker than the sheet. */
const LEAST_STEP = 15
const DEVIATION_MM = 0.3

interface Side {
  readonly x: number
  readonly y: number
  /** Out of the page. */
  readonly outX: number
  readonly outY: number
}

const sidesOf = ({ widthMm, heightMm }: SheetMap): Side[] => {
  const sides: Side[] = []
  for (let x = ALONG_MM; x < widthMm; x += ALONG_MM) {
    sides.push({ x, y: 0, outX: 0, outY: -1 }, { x, y: heightMm, outX: 0, outY: 1 })
  }
  for (let y = ALONG_MM; y < heightMm; y += ALONG_MM) {
    sides.push({ x: 0, y, outX: -1, outY: 0 }, { x: widthMm, y, outX: 1, outY: 0 })
  }
  return sides
}

const brightness = (photo: Plane, map: SheetMap, x: number, y: number): number => {
  const p = onPhoto(map, x, y)
  const [i, j] = [Math.floor(p.x), Math.floor(p.y)]
  return i < 0 || j < 0 || i >= photo.width || j >= photo.height
    ? Number.NaN
    : photo.data[j * photo.width + i]
}

/** How far outside of where the map has it the sheet ends, by the steepest fall of brightness; null where there is none. */
const edgeOffset = (photo: Plane, map: SheetMap, side: Side, reachMm: number): number | null => {
  const steps = Math.round((2 * (reachMm + SIDE_MM)) / ACROSS_MM) + 1
  const at = (k: number) => (k - (steps - 1) / 2) * ACROSS_MM
  const profile = Float64Array.from({ length: steps }, (_, k) => {
    let sum = 0
    for (const along of [-1, -0.5, 0, 0.5, 1]) {
      const x = side.x + side.outX * at(k) + side.outY * along
      sum += brightness(photo, map, x, side.y + side.outY * at(k) + side.outX * along)
    }
    return sum / 5
  })
  const [near, far] = [Math.round(GAP_MM / ACROSS_MM), Math.round(SIDE_MM / ACROSS_MM)]
  let best: { offset: number; step: number } | null = null
  for (let k = far; k < steps - far; k += 1) {
    let step = 0
    for (let d = near; d <= far; d += 1) step += profile[k - d] - profile[k + d]
    step /= far - near + 1
    if (step >= LEAST_STEP && (best === null || step > best.step)) best = { offset: at(k), step }
  }
  return best === null ? null : best.offset
}

/** Where the sheet's own edges say that the bend should be: across the edge alone, for along it they say nothing. */
export const edgeShifts = (photo: Plane, map: SheetMap, reachMm: number): ShiftMeasurement[] =>
  sidesOf(map).flatMap((side) => {
    const offset = edgeOffset(photo, map, side, reachMm)
    if (offset === null) return []
    const [dx, dy] = [side.outX * offset, side.outY * offset]
    const there = bendAt(map, side.x + dx, side.y + dy)
    const information = 1 / DEVIATION_MM ** 2
    const across = { xx: side.outX ** 2 * information, xy: 0, yy: side.outY ** 2 * information }
    return [{ x: side.x, y: side.y, dx: dx + there.x, dy: dy + there.y, ...across }]
  })
