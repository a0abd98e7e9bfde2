import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import { mapHomography, type Homography } from '../../shared/maths/geometry.ts'
import { evenShift, fitSplineField, zeroField, type SplineFit } from '../../shared/maths/spline-field.ts'
import { fitHomography } from '../image/fit-homography.ts'
import { pairPoints } from '../image/point-pairs.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { findLattice, type Lattice, type LatticeShift } from './dot-lattice.ts'
import type { LibraryPage } from './library.ts'
import { rectify } from './rectify.ts'
import {
  atRest,
  edgeShifts,
  offRest,
  placeOnPicture,
  scaleAt,
  type MatchedPlace,
  type Sheet,
} from './sheet.ts'

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
  { pxPerMm: 4, radiusMm: 18, searchMm: 4, fit: { spacing: 60, bend: 1.5, doubt: 2, rounds: 4 }, repeats: 8 },
  { pxPerMm: 5, radiusMm: 16, searchMm: 2.5, fit: { spacing: 45, bend: 1, doubt: 2, rounds: 4 }, repeats: 3 },
  {
    pxPerMm: 6,
    radiusMm: 14,
    searchMm: 1.2,
    fit: { spacing: 35, bend: 0.5, doubt: 2, rounds: 4 },
    repeats: 2,
  },
]

/** Small windows see nothing bent, but find dots only where these are close together, about the content. */
const FLAT_ROUNDS = [
  { pxPerMm: 5, radiusMm: 5, searchMm: 2, repeats: 4 },
  { pxPerMm: 4, radiusMm: 9, searchMm: 3, repeats: 8 },
] as const

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

/** Where a place of the page lies on the picture, and how sure that is. */
interface Tie extends MatchedPlace {
  readonly information: number
}

/** Views are fitted so often, each time with less trust in what the one before missed by this and more. */
const VIEW_FITS = 5
const VIEW_MISS_MM = 1

/** The view of the sheet, at rest, that the ties agree on. */
const viewOf = (sheet: Sheet, ties: readonly Tie[], pxPerMm: number): Homography => {
  const resting = ties.map(({ x, y }) => atRest(sheet, x, y))
  const pairs = pairPoints(
    resting,
    ties.map(({ seenX, seenY }) => ({ x: seenX, y: seenY })),
  )
  let view = sheet.homography
  for (let fit = 0; fit < VIEW_FITS; fit++) {
    const weights = Float64Array.from(ties, ({ seenX, seenY, information }, k) => {
      if (fit === 0) return information
      const { x: u, y: v } = mapHomography(view, resting[k].x, resting[k].y)
      const miss = Math.hypot(u - seenX, v - seenY) / pxPerMm / VIEW_MISS_MM
      return information / (1 + miss * miss)
    })
    view = fitHomography(pairs, weights, 'projective', view) ?? view
  }
  return view
}

const tied = (
  sheet: Sheet,
  x: number,
  y: number,
  by: { dx: number; dy: number },
  information: number,
): Tie => {
  const seen = placeOnPicture(sheet, x + by.dx, y + by.dy)
  return { x, y, seenX: seen.x, seenY: seen.y, information }
}

/** Windows that join while the sheet is taken not to bend: within this reach of what is tied already, and hardly moved. */
const JOIN_REACH_MM = 40
const JOIN_MOVE_MM = 1.2
/** A window whose dots lie this near to where the sheet has them confirms it. */
const SETTLED_MM = 0.3

const near = (ties: readonly { x: number; y: number }[], { x, y }: LatticeShift): boolean =>
  ties.some((tie) => Math.hypot(tie.x - x, tie.y - y) <= JOIN_REACH_MM)

/** How the page was laid, and how many of the windows in which dots should be seen confirm it. */
export interface LaidByDots {
  readonly sheet: Sheet
  readonly settled: number
  readonly tried: number
}

/** Where so many of the windows confirm it there is nothing to be won. */
const SURELY_LAID = 0.9

export const isSurelyLaid = ({ settled, tried }: LaidByDots): boolean => settled >= SURELY_LAID * tried

/** Where so many do, the dots are this page's and not another's, however well it may lie. */
const SURELY_THE_PAGE = 0.5

export const isSurelyThePage = ({ settled, tried }: LaidByDots): boolean => settled >= SURELY_THE_PAGE * tried

interface Growth {
  readonly picture: Pyramid
  readonly layout: PageLayout
  readonly anchors: readonly Tie[]
  readonly pxPerMm: number
  readonly signal: Cancellation | undefined
}

const lookForDots = async (
  { picture, layout, pxPerMm, signal }: Growth,
  sheet: Sheet,
  round: Pick<Round, 'pxPerMm' | 'radiusMm' | 'searchMm'>,
): Promise<Lattice> => {
  await breathe(signal)
  const scale = Math.min(1.25 * pxPerMm, round.pxPerMm)
  const seen = rectify(picture, sheet, layout.widthMm, layout.heightMm, scale)
  return findLattice(layout.dots, seen, round.radiusMm, round.searchMm)
}

/** The sheet without a bend of its own, which windows next to the content tell first, then those next to them, and so on. */
const flatten = async (growth: Growth, start: Sheet): Promise<Sheet> => {
  const { anchors, layout, pxPerMm } = growth
  const bend = zeroField(layout.widthMm, layout.heightMm, FIELD_MM)
  let sheet = start
  let ties: readonly Tie[] = anchors
  for (const round of FLAT_ROUNDS) {
    let before = anchors.length
    for (let again = 0; again < round.repeats; again++) {
      const { shifts } = await lookForDots(growth, sheet, round)
      const joined = shifts.filter(
        (shift) => near(ties, shift) && Math.hypot(shift.dx, shift.dy) <= JOIN_MOVE_MM,
      )
      ties = [...anchors, ...joined.map((shift) => tied(sheet, shift.x, shift.y, shift, DOT_INFORMATION))]
      sheet = { ...sheet, homography: viewOf(sheet, ties, pxPerMm), bend }
      if (again > 0 && ties.length <= GROWTH * before) break
      before = ties.length
    }
  }
  return sheet
}

/** Bends the sheet to where dots are found, in ever smaller windows; as it was where none are. */
const bendToDots = async (growth: Growth, start: Sheet): Promise<Sheet> => {
  const { anchors, layout } = growth
  let sheet = start
  let most = 0
  for (const round of ROUNDS) {
    let before = 0
    for (let again = 0; again < round.repeats; again++) {
      const { shifts, tried } = await lookForDots(growth, sheet, round)
      const share = shifts.length / Math.max(1, tried)
      if (shifts.length < 2 || share < LOST * most) return sheet
      const off = offRest(sheet)
      const ties = [
        ...anchors,
        ...shifts.map((shift) => tied(sheet, shift.x, shift.y, shift, DOT_INFORMATION)),
      ]
      const shaped = [...ties.map((tie) => evenShift(tie, off(tie), tie.information)), ...edgeShifts(sheet)]
      sheet = { ...sheet, bend: fitSplineField(layout.widthMm, layout.heightMm, shaped, round.fit) }
      most = Math.max(share, most)
      if (shifts.length <= GROWTH * before) break
      before = shifts.length
    }
  }
  return sheet
}

/** A last look at a sheet as it was laid, in the largest windows, which see the faintest dots; null where too few confirm it. */
const confirm = async (growth: Growth, sheet: Sheet): Promise<LaidByDots | null> => {
  const { shifts, tried } = await lookForDots(growth, sheet, ROUNDS[0])
  const settled = shifts.filter(({ dx, dy }) => Math.hypot(dx, dy) <= SETTLED_MM).length
  return settled >= Math.max(FEWEST_FOUND, LEAST_SHARE * tried) ? { sheet, settled, tried } : null
}

/** Whether a page has dots in plenty, and too little else to be laid by. */
export const isBare = (page: LibraryPage): boolean =>
  page.layout.dots.length >= FEWEST_DOTS && covered(page, texturedPlaces(page)) <= MOST_COVERED

const growthOf = (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  signal: Cancellation | undefined,
): Growth | null => {
  const { layout } = page
  if (!isBare(page)) return null
  const places = texturedPlaces(page)
  const { width, height } = picture.full
  const anchors = places
    .map(({ x, y }) => tied(start, x, y, { dx: 0, dy: 0 }, CONTENT_INFORMATION))
    .filter(({ seenX, seenY }) => seenX >= 0 && seenY >= 0 && seenX < width && seenY < height)
  const pxPerMm = scaleAt(start, layout.widthMm / 2, layout.heightMm / 2)
  return { picture, layout, anchors, pxPerMm, signal }
}

/** How many of a bare page's dots are seen where a sheet has them, as it lies; null where too few are, or the page has content enough. */
export const seeDots = async (
  picture: Pyramid,
  page: LibraryPage,
  sheet: Sheet,
  signal?: Cancellation,
): Promise<LaidByDots | null> => {
  const growth = growthOf(picture, page, sheet, signal)
  return growth && confirm(growth, sheet)
}

/**
 * Lays a page with little on it on the picture by its dots' places, beginning from where its content lies. The lattice of places
 * is the same for all copies, so this is one more way of laying the page on the picture, and counts as one. Content that lies close
 * together leaves the perspective open, so the sheet is once taken for flat until its dots have told it; the way that more dots confirm holds.
 * @returns null where the page has content enough, or its dots are not seen
 */
export const alignDots = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  signal?: Cancellation,
): Promise<LaidByDots | null> => {
  const growth = growthOf(picture, page, start, signal)
  if (growth === null) return null
  const bent = await confirm(growth, await bendToDots(growth, start))
  if (bent !== null && isSurelyLaid(bent)) return bent
  const flat = await confirm(growth, await bendToDots(growth, await flatten(growth, start)))
  return (flat?.settled ?? 0) > (bent?.settled ?? 0) ? flat : bent
}
