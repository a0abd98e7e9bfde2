import { resizePlane } from '../../main/image/resize-plane.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { fitSplineField, type ShiftMeasurement } from '../../shared/maths/spline-field.ts'
import { edgeShifts } from './edge-shift.ts'
import { firstView } from './first-view.ts'
import { patchShift } from './patch-shift.ts'
import { bendAt, type SheetMap } from './sheet-map.ts'
import { straighten } from './straighten.ts'

/** One look at the straightened photo. Lengths in millimetres of the page. */
interface Pass {
  readonly pxPerMm: number
  readonly patchMm: number
  readonly stepMm: number
  readonly reachMm: number
  /** How far from where it should be the sheet's edge is looked for. */
  readonly edgeReachMm: number
  readonly spacingMm: number
}

const PASSES: readonly Pass[] = [
  { pxPerMm: 2, patchMm: 14, stepMm: 7, reachMm: 6, edgeReachMm: 25, spacingMm: 40 },
  { pxPerMm: 2, patchMm: 12, stepMm: 6, reachMm: 5, edgeReachMm: 15, spacingMm: 30 },
  { pxPerMm: 3, patchMm: 9, stepMm: 5, reachMm: 3, edgeReachMm: 8, spacingMm: 20 },
  { pxPerMm: 4, patchMm: 7, stepMm: 4, reachMm: 1.5, edgeReachMm: 4, spacingMm: 15 },
  { pxPerMm: 6, patchMm: 6, stepMm: 3, reachMm: 0.7, edgeReachMm: 2, spacingMm: 10 },
  { pxPerMm: 6, patchMm: 6, stepMm: 3, reachMm: 0.5, edgeReachMm: 2, spacingMm: 10 },
]

const LEAST_LIKENESS = 0.5
/** Of a patch that can be told in every direction, at full likeness. */
const DEVIATION_PX = 0.15

interface Looked {
  readonly shifts: readonly ShiftMeasurement[]
  /** Patches of the page that show something, and those that the photo was like. */
  readonly looked: number
  readonly alike: number
}

const look = (original: Plane, pxPerMm: number, photo: Plane, map: SheetMap, pass: Pass): Looked => {
  const seen = straighten(photo, map, pass.pxPerMm)
  const page = pxPerMm === pass.pxPerMm ? original : resizePlane(original, seen.width, seen.height)
  const size = Math.round(pass.patchMm * pass.pxPerMm)
  const reach = Math.round(pass.reachMm * pass.pxPerMm)
  const step = Math.round(pass.stepMm * pass.pxPerMm)
  const shifts: ShiftMeasurement[] = []
  let [looked, alike] = [0, 0]
  for (let top = 0; top < page.height; top += step) {
    for (let left = 0; left < page.width; left += step) {
      const found = patchShift(page, seen, left, top, size, reach)
      if (found === null) continue
      looked += 1
      if (found.likeness < LEAST_LIKENESS) continue
      alike += 1
      const [x, y] = [(left + size / 2) / pass.pxPerMm, (top + size / 2) / pass.pxPerMm]
      const [dx, dy] = [found.dx / pass.pxPerMm, found.dy / pass.pxPerMm]
      const there = bendAt(map, x + dx, y + dy)
      const strongest = Math.max(found.gxx, found.gyy, 1e-9)
      const information = ((found.likeness * pass.pxPerMm) / DEVIATION_PX) ** 2 / strongest
      shifts.push({
        x,
        y,
        dx: dx + there.x,
        dy: dy + there.y,
        xx: found.gxx * information,
        xy: found.gxy * information,
        yy: found.gyy * information,
      })
    }
  }
  return { shifts, looked, alike }
}

export interface SheetAlignment {
  readonly map: SheetMap
  /** Share of the page's patches with something on them that the photo was like, in the last pass. */
  readonly alike: number
}

/**
 * Where every point of a page lies in a photo of it: by features, then patch by patch, coarse to fine, and by the sheet's own
 * edges, with a smooth bend through all that was found. It shares nothing with the tracer's alignment beyond SIFT, RANSAC and the spline.
 * @param photo luma
 */
export const alignSheet = (original: Plane, pxPerMm: number, photo: Plane): SheetAlignment | null => {
  let map = firstView(original, pxPerMm, photo)
  if (map === null) return null
  let alike = 0
  for (const pass of PASSES) {
    const found = look(original, pxPerMm, photo, map, pass)
    const edges = edgeShifts(photo, map, pass.edgeReachMm)
    const fit = { spacing: pass.spacingMm, bend: pass.spacingMm / 30, doubt: 3, rounds: 5 }
    const bend = fitSplineField(map.widthMm, map.heightMm, [...found.shifts, ...edges], fit)
    map = { ...map, bend }
    alike = found.looked === 0 ? 0 : found.alike / found.looked
  }
  return { map, alike }
}
