import { invertHomography, mapHomography } from '../../shared/maths/geometry.ts'
import type { SplineFit } from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { scaleAt, type Sheet } from './sheet.ts'

/** One pass of the coarse-to-fine refinement. Lengths in millimetres. */
export interface Pass {
  readonly pxPerMm: number
  readonly boxMm: number
  readonly strideMm: number
  /** Search this far around the expected place; 0: refine to sub-pixel from where we are. */
  readonly searchMm: number
  readonly fit: SplineFit
  /** How often at most the pass is run while it wins ground. */
  readonly repeats: number
}

/**
 * Coarse to fine. The bending prior (mm of second difference between knots) loosens with the square of
 * the spacing, as a sheet of given curvature asks.
 */
const FULL_PASSES: readonly Pass[] = [
  {
    pxPerMm: 1.5,
    boxMm: 26,
    strideMm: 13,
    searchMm: 5,
    fit: { spacing: 40, bend: 0.6, doubt: 2, rounds: 5 },
    repeats: 5,
  },
  {
    pxPerMm: 3,
    boxMm: 16,
    strideMm: 8,
    searchMm: 1.7,
    fit: { spacing: 20, bend: 0.25, doubt: 2, rounds: 4 },
    repeats: 4,
  },
  {
    pxPerMm: 4,
    boxMm: 11,
    strideMm: 6,
    searchMm: 0,
    fit: { spacing: 14, bend: 0.1, doubt: 3, rounds: 3 },
    repeats: 2,
  },
  {
    pxPerMm: 5,
    boxMm: 9,
    strideMm: 4.5,
    searchMm: 0,
    fit: { spacing: 10, bend: 0.04, doubt: 3, rounds: 3 },
    repeats: 1,
  },
]

/** Of a few lines cut out no box of some passes is shown, and little can be out of place: theirs are smaller then, look less far, and are drawn finer, by one of these shares. */
const SHARES = [1, 0.7, 0.5, 0.35, 0.25, 0.15] as const
/** No box is smaller: a line of type. */
const LEAST_BOX_MM = 4.5
/** Originals are not drawn finer to be compared. */
const MOST_PX_PER_MM = 6

const scaledBy = (share: number, pass: Pass): Pass => {
  if (share === 1) return pass
  const boxMm = Math.max(LEAST_BOX_MM, share * pass.boxMm)
  return {
    ...pass,
    pxPerMm: Math.min(MOST_PX_PER_MM, pass.pxPerMm / share),
    boxMm,
    strideMm: (pass.strideMm / pass.boxMm) * boxMm,
    searchMm: share * pass.searchMm,
  }
}

/**
 * What shows as much of a page each way shows a box of the pass, and what lies about it, mm: somewhere or other of the first, which looks farthest and
 * is not missed where it finds none; wherever boxes lie, of those that tell.
 */
const neededMm = ({ boxMm, searchMm, strideMm }: Pass, place: number): number =>
  boxMm + 2 * searchMm + (place === 0 ? 0 : strideMm)

/** Of each pass its smaller ones, the largest first. */
const SCALED_PASSES: readonly (readonly Pass[])[] = FULL_PASSES.map((pass) =>
  SHARES.map((share) => scaledBy(share, pass)),
)

/** Of how much of a page a picture has room across, mm, by its middle. */
const roomMm = ({ full: { width, height } }: Pyramid, sheet: Sheet): number => {
  const middle = mapHomography(invertHomography(sheet.homography), width / 2, height / 2)
  return Math.min(width, height) / scaleAt(sheet, middle.x, middle.y)
}

/** By which a page that is shown whole is laid in the end. */
export const LAST_PASS = FULL_PASSES[FULL_PASSES.length - 1]

/** The passes of a picture in which a sheet lies about so: each with the largest boxes that there is room for. */
export const passesFor = (picture: Pyramid, sheet: Sheet): Pass[] => {
  const room = roomMm(picture, sheet)
  return SCALED_PASSES.map(
    (scaled, place) => scaled.find((pass) => !(room < neededMm(pass, place))) ?? scaled[SHARES.length - 1],
  )
}
