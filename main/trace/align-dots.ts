import type { Cancellation } from '../../shared/contract/failure.ts'
import { DOTS_TO_LAY_BY, type PageLayout } from '../../shared/mark/layout.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import { evenShift, fitSplineField, type SplineFit } from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { findLattice, type Lattice } from './dot-lattice.ts'
import { growOnDots, tied, type Tie } from './grow-dots.ts'
import type { LibraryPage } from './library.ts'
import { rectify } from './rectify.ts'
import { areNarrow, edgeShifts, offRest, placeOnPicture, scaleAt, type Sheet } from './sheet.ts'

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

/** More of the page than this with content on it needs no dots to be laid by. */
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

/** A window whose dots lie this near to where the sheet has them confirms it. */
const SETTLED_MM = 0.3

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

/** Fewer are not worth the look. */
export const hasManyDots = ({ dots }: PageLayout): boolean => dots.length >= DOTS_TO_LAY_BY

/** Whether a page has dots in plenty, and too little else to be laid by. */
export const isBare = (page: LibraryPage): boolean =>
  hasManyDots(page.layout) && covered(page, texturedPlaces(page)) <= MOST_COVERED

/** Those of some places on the page that the picture shows. */
const shown = <P extends Point>({ full }: Pyramid, sheet: Sheet, places: readonly P[]): P[] =>
  places.filter(({ x, y }) => {
    const seen = placeOnPicture(sheet, x, y)
    return seen.x >= 0 && seen.y >= 0 && seen.x < full.width && seen.y < full.height
  })

/** Dots this near to content are laid with it, and where so large a share of them are there is little to be won by the others. */
const WITH_CONTENT_MM = 28
const MOST_WITH_CONTENT = 0.75

/** Whether what the picture shows of a page's content lays the rest of it, or most of the dots. */
export const isLaidByContent = (picture: Pyramid, page: LibraryPage, sheet: Sheet): boolean => {
  const { widthMm, heightMm, dots } = page.layout
  const places = shown(picture, sheet, texturedPlaces(page))
  if (!areNarrow(places, [widthMm, heightMm])) return true
  const seen = shown(picture, sheet, dots)
  const near = seen.filter((dot) =>
    places.some(({ x, y }) => Math.hypot(x - dot.x, y - dot.y) <= WITH_CONTENT_MM),
  )
  return seen.length > 0 && near.length >= MOST_WITH_CONTENT * seen.length
}

const growthOf = (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  signal: Cancellation | undefined,
): Growth | null => {
  const { layout } = page
  if (!isBare(page)) return null
  const anchors = shown(picture, start, texturedPlaces(page)).map(({ x, y }) =>
    tied(start, x, y, { dx: 0, dy: 0 }, CONTENT_INFORMATION),
  )
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
  const flat = await confirm(
    growth,
    await bendToDots(growth, await growOnDots(picture, page, start, growth.anchors, signal)),
  )
  return (flat?.settled ?? 0) > (bent?.settled ?? 0) ? flat : bent
}
