import type { Homography } from '../../shared/maths/geometry.ts'
import {
  evenShift,
  fieldAt,
  fitSplineField,
  zeroField,
  type ShiftMeasurement,
  type SplineField,
} from '../../shared/maths/spline-field.ts'
import { offFlat, type MatchedPlace } from './sheet.ts'

/** Matches this near the flat view start the growth, mm. */
const FLAT_REACH_MM = 3
/** A match joins when it misses the bend so far by less than this, and more the farther it lies from those that joined. */
const JOIN_MM = 1.5
const JOIN_SLOPE = 0.12
const FARTHEST_JOIN_MM = 60
const ROUNDS = 10
const MATCH_ERROR_MM = 0.6
const FEWEST = 12
const FIT = { spacing: 45, bend: 1.2, doubt: 2, rounds: 3 } as const

/**
 * A first bend of the sheet. A flat view holds on the flattest part of a curled page; from there the bend is carried on
 * to matches that continue it, and on again, as far as they reach.
 */
export const growBend = (
  places: readonly MatchedPlace[],
  view: Homography,
  sizeMm: readonly [number, number],
): SplineField => {
  const shifts = shiftsFromFlat(places, view)
  let joined = shifts.filter((s) => Math.hypot(s.dx, s.dy) < FLAT_REACH_MM)
  let bend = zeroField(sizeMm[0], sizeMm[1], FIT.spacing)
  for (let round = 0; round < ROUNDS && joined.length >= FEWEST; round++) {
    bend = fitSplineField(sizeMm[0], sizeMm[1], joined, FIT)
    const next = shifts.filter((s) => continues(s, bend, joined))
    if (next.length === joined.length) break
    joined = next
  }
  return bend
}

/** How far off the flat view matched places were seen, each as sure as a match is. */
export const shiftsFromFlat = (places: readonly MatchedPlace[], view: Homography): ShiftMeasurement[] => {
  const off = offFlat(view)
  return places.map((place) => evenShift(place, off(place), 1 / (MATCH_ERROR_MM * MATCH_ERROR_MM)))
}

const continues = (
  shift: ShiftMeasurement,
  bend: SplineField,
  joined: readonly ShiftMeasurement[],
): boolean => {
  const u = fieldAt(bend, shift.x, shift.y)
  const miss = Math.hypot(shift.dx - u.x, shift.dy - u.y)
  if (!(miss < JOIN_MM + JOIN_SLOPE * FARTHEST_JOIN_MM)) return false
  let nearest = Infinity
  for (const other of joined) {
    if (other !== shift) nearest = Math.min(nearest, Math.hypot(other.x - shift.x, other.y - shift.y))
  }
  return nearest < FARTHEST_JOIN_MM && miss < JOIN_MM + JOIN_SLOPE * nearest
}
