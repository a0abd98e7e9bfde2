import type { Cancellation } from '../../shared/contract/failure.ts'
import {
  fieldAt,
  fitSplineField,
  type ShiftMeasurement,
  type SplineFit,
} from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { findLattice } from './dot-lattice.ts'
import type { LibraryPage } from './library.ts'
import { rectify } from './rectify.ts'
import { scaleAt, type Sheet } from './sheet.ts'

/** One round of laying a bare page on its dots. Lengths in millimetres. */
interface Round {
  readonly pxPerMm: number
  readonly radiusMm: number
  readonly searchMm: number
  readonly fit: SplineFit
  readonly repeats: number
}

/** Small windows, in which a first guess that is off by millimetres is still right in itself: near the content it is off the least. */
const ROUNDS: readonly Round[] = [
  { pxPerMm: 4, radiusMm: 18, searchMm: 4, fit: { spacing: 60, bend: 1.5, doubt: 2, rounds: 4 }, repeats: 5 },
  { pxPerMm: 5, radiusMm: 16, searchMm: 2.5, fit: { spacing: 45, bend: 1, doubt: 2, rounds: 4 }, repeats: 3 },
  {
    pxPerMm: 6,
    radiusMm: 14,
    searchMm: 1.2,
    fit: { spacing: 35, bend: 0.5, doubt: 2, rounds: 4 },
    repeats: 2,
  },
]

/** Fewer dots are not worth the look; more of the page than this with content on it needs none. */
const FEWEST_DOTS = 150
const MOST_COVERED = 0.5
const FIELD_MM = 30

/** How sure a window's place and a content box's are, 1 / mm^2. */
const DOT_INFORMATION = 100
const CONTENT_INFORMATION = 400
/** Fewer windows that found their dots, or a smaller share of them, are chance. */
const FEWEST_FOUND = 8
const LEAST_SHARE = 0.3
/** A round that finds so much less than the best one has lost its way. */
const LOST = 0.7
/** A round is run again while so many times as many windows find their dots. */
const GROWTH = 1.05

/** Share of the page's fields that hold content by which the page was laid on the picture. */
const covered = ({ layout }: LibraryPage, places: readonly { x: number; y: number }[]): number => {
  const columns = Math.ceil(layout.widthMm / FIELD_MM)
  const fields = new Set(
    places.map(({ x, y }) => Math.floor(y / FIELD_MM) * columns + Math.floor(x / FIELD_MM)),
  )
  return fields.size / (columns * Math.ceil(layout.heightMm / FIELD_MM))
}

/**
 * Lays a page with little on it on the picture by its dots' places, beginning from where its content lies. The lattice of places
 * is the same for all copies, so this is one more way of laying the page on the picture, and counts as one.
 * @returns null where the page has content enough, or its dots are not seen
 */
export const alignDots = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  signal?: Cancellation,
): Promise<Sheet | null> => {
  const { layout } = page
  const { dots, widthMm, heightMm } = layout
  const places = texturedPlaces(page)
  if (dots.length < FEWEST_DOTS || covered(page, places) > MOST_COVERED) return null
  const anchors = places.map(({ x, y }): ShiftMeasurement => {
    const u = fieldAt(start.bend, x, y)
    return { x, y, dx: u.x, dy: u.y, xx: CONTENT_INFORMATION, xy: 0, yy: CONTENT_INFORMATION }
  })
  const most = 1.25 * scaleAt(start, widthMm / 2, heightMm / 2)
  let sheet = start
  let best = null as Laid | null
  for (const round of ROUNDS) {
    let before = 0
    for (let again = 0; again < round.repeats; again++) {
      await breathe(signal)
      const seen = rectify(picture, sheet, widthMm, heightMm, Math.min(most, round.pxPerMm))
      const { shifts, tried } = findLattice(dots, seen, round.radiusMm, round.searchMm)
      const share = shifts.length / Math.max(1, tried)
      if (shifts.length < 2 || share < LOST * (best?.share ?? 0)) return accepted(best)
      const measured = shifts.map(({ x, y, dx, dy }): ShiftMeasurement => {
        const was = fieldAt(sheet.bend, x + dx, y + dy)
        return { x, y, dx: was.x + dx, dy: was.y + dy, xx: DOT_INFORMATION, xy: 0, yy: DOT_INFORMATION }
      })
      const bend = fitSplineField(widthMm, heightMm, [...anchors, ...measured], round.fit)
      sheet = { homography: sheet.homography, bend }
      best = { sheet, share: Math.max(share, best?.share ?? 0), found: shifts.length }
      if (shifts.length <= GROWTH * before) break
      before = shifts.length
    }
  }
  return accepted(best)
}

/** How the page was laid so far, and by how many windows. */
interface Laid {
  readonly sheet: Sheet
  readonly share: number
  readonly found: number
}

const accepted = (best: Laid | null): Sheet | null =>
  best !== null && best.found >= FEWEST_FOUND && best.share >= LEAST_SHARE ? best.sheet : null
