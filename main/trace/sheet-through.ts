import { evenShift, fitSplineField, type SplineFit } from '../../shared/maths/spline-field.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import { offFlat, type MatchedPlace, type Sheet } from './sheet.ts'

/**
 * As near as a sheet of this kind comes to places all over a page of which it is known where they are seen.
 * @param information how sure that is, 1 / mm^2
 * @returns null where they show the page from its edge
 */
export const sheetThrough = (
  places: readonly MatchedPlace[],
  [widthMm, heightMm]: readonly [number, number],
  fit: SplineFit,
  information: number,
): Sheet | null => {
  const pairs = pairPoints(
    places,
    places.map(({ seenX, seenY }) => ({ x: seenX, y: seenY })),
  )
  const homography = fitHomography(pairs, new Float64Array(places.length).fill(1), 'projective')
  if (homography === null) return null
  const off = offFlat(homography)
  const shifts = places.map((place) => evenShift(place, off(place), information))
  return { homography, bend: fitSplineField(widthMm, heightMm, shifts, fit) }
}
