import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import { median } from '../../shared/maths/statistics.ts'
import { fitSplineField, type ShiftMeasurement } from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { LAST_PASS, passesFor, type Pass } from './align-passes.ts'
import { breathe } from './breathe.ts'
import type { LibraryPage } from './library.ts'
import { boxIsInside, refineShift, searchShift, type Box, type Shift } from './measure-shift.ts'
import { rectify, type Straightened } from './rectify.ts'
import { bendTo, edgeShifts, type Sheet } from './sheet.ts'

/** Ground is won when this many times as many boxes agree as before. */
const GROWTH = 1.02
/** There is none to win when this share of all boxes agrees. */
const SETTLED = 0.9

/** A box of the original with less contrast than this (grey levels, standard deviation) says nothing of place. */
const LEAST_TEXTURE = 4

/** A measured place is never trusted to better than this: mm, for what the model of the sheet leaves out. */
const MODEL_ERROR_MM = 0.03

export interface Alignment {
  readonly sheet: Sheet
  /** Median likeness of the textured boxes, by which alignments are judged; suspects play no part. */
  readonly likeness: number
  /** Textured boxes of the original; those of them that the picture shows; and those it agrees with (likeness over a half). */
  readonly boxes: number
  readonly shown: number
  readonly agreeing: number
  /** Middles of those, mm. */
  readonly agreed: readonly Point[]
}

/** The original, quick or exact, at another resolution. */
export const resizeOriginal = (original: Plane, { widthMm, heightMm }: PageLayout, pxPerMm: number): Plane =>
  resizePlane(
    original,
    Math.max(1, Math.round(widthMm * pxPerMm)),
    Math.max(1, Math.round(heightMm * pxPerMm)),
  )

/** What a pass looks for: the same for every guess and repetition. */
interface Sought {
  readonly original: Plane
  readonly boxes: readonly Box[]
}
const soughtByPage = new WeakMap<LibraryPage, Map<Pass, Sought>>()

/** The first passes compare pages and make do with the quick original; the last ones place the page that is measured. */
const soughtIn = (page: LibraryPage, pass: Pass): Sought => {
  const known = soughtByPage.get(page) ?? new Map<Pass, Sought>()
  soughtByPage.set(page, known)
  const found = known.get(pass) ?? seek(page, pass)
  known.set(pass, found)
  return found
}

const seek = (page: LibraryPage, pass: Pass): Sought => {
  const from = pass.searchMm > 0 ? page.original() : page.exact()
  const original = resizeOriginal(from, page.layout, pass.pxPerMm)
  return { original, boxes: texturedBoxes(original, pass) }
}

const texturedBoxes = (original: Plane, pass: Pass): Box[] => {
  const side = Math.round(pass.boxMm * pass.pxPerMm)
  const stride = Math.max(4, Math.round(pass.strideMm * pass.pxPerMm))
  const boxes: Box[] = []
  for (let y0 = 1; y0 + side < original.height; y0 += stride) {
    for (let x0 = 1; x0 + side < original.width; x0 += stride) {
      const box = { x0, y0, x1: x0 + side, y1: y0 + side }
      if (contrast(original, box) >= LEAST_TEXTURE) boxes.push(box)
    }
  }
  return boxes
}

const contrast = (plane: Plane, box: Box): number => {
  let n = 0
  let sum = 0
  let squares = 0
  for (let y = box.y0; y < box.y1; y += 2) {
    for (let x = box.x0; x < box.x1; x += 2) {
      const v = plane.data[y * plane.width + x]
      n++
      sum += v
      squares += v * v
    }
  }
  return Math.sqrt(Math.max(0, squares / n - (sum / n) ** 2))
}

/** Of a box, mm. */
const middleOf = ({ x0, y0, x1, y1 }: Box, pxPerMm: number): Point => ({
  x: (x0 + x1) / 2 / pxPerMm,
  y: (y0 + y1) / 2 / pxPerMm,
})

/** Middles of the boxes that the last pass lays a page by that is shown whole, mm. */
export const texturedPlaces = (page: LibraryPage): Point[] => {
  return soughtIn(page, LAST_PASS).boxes.map((box) => middleOf(box, LAST_PASS.pxPerMm))
}

/** How far beyond a box the picture must show the page for the box to be looked for. */
const marginPx = (pass: Pass): number => Math.ceil(pass.searchMm * pass.pxPerMm)

const measure = (original: Plane, seen: Straightened, box: Box, pass: Pass): Shift | null => {
  if (pass.searchMm > 0) {
    return searchShift(original, seen.plane, seen.inside, box, marginPx(pass))
  }
  return refineShift(original, seen.plane, seen.inside, box, { dx: 0, dy: 0 }, 1.2 * pass.pxPerMm)
}

/** Turns a shift seen on the straightened picture into the displacement that the sheet's field should have. */
const asMeasurement = (sheet: Sheet, box: Box, shift: Shift, pxPerMm: number): ShiftMeasurement => {
  const { x, y } = middleOf(box, pxPerMm)
  const bend = bendTo(sheet, x, y, shift.dx / pxPerMm, shift.dy / pxPerMm)
  const per = pxPerMm * pxPerMm
  const floor = 1 / (MODEL_ERROR_MM * MODEL_ERROR_MM)
  const cap = (information: number) => (information * floor) / (information + floor)
  return { x, y, dx: bend.x, dy: bend.y, xx: cap(shift.xx * per), xy: 0, yy: cap(shift.yy * per) }
}

/** Boxes measured before others are let in: a tenth of a second's work. */
const BOXES_AT_ONCE = 100

const refineOnce = async (
  picture: Pyramid,
  page: LibraryPage,
  sheet: Sheet,
  pass: Pass,
  signal: Cancellation | undefined,
): Promise<Alignment> => {
  const { widthMm, heightMm } = page.layout
  await breathe(signal)
  const { original, boxes } = soughtIn(page, pass)
  await breathe(signal)
  const seen = rectify(picture, sheet, widthMm, heightMm, pass.pxPerMm)
  const likenesses: number[] = []
  const measurements: ShiftMeasurement[] = []
  const agreed: Point[] = []
  for (const [i, box] of boxes.entries()) {
    if (i % BOXES_AT_ONCE === 0) await breathe(signal)
    const shift = measure(original, seen, box, pass)
    if (shift === null) continue
    likenesses.push(shift.likeness)
    if (shift.likeness > 0.5) agreed.push(middleOf(box, pass.pxPerMm))
    if (shift.likeness > 0.25) measurements.push(asMeasurement(sheet, box, shift, pass.pxPerMm))
  }
  const shown = boxes.filter((box) => boxIsInside(seen.plane, seen.inside, box, marginPx(pass))).length
  const likeness = likenesses.length === 0 ? 0 : median(likenesses)
  await breathe(signal)
  const measured = { likeness, shown, agreeing: agreed.length, agreed, boxes: boxes.length }
  if (measurements.length < 2) return { sheet, ...measured }
  const bend = fitSplineField(widthMm, heightMm, [...measurements, ...edgeShifts(sheet)], pass.fit)
  return { sheet: { ...sheet, bend }, ...measured }
}

/** A pass is run again after its first time while it wins ground: each fit carries the bend a little beyond the boxes that agreed. */
const refineWhileItGrows = async (
  picture: Pyramid,
  page: LibraryPage,
  first: Alignment,
  pass: Pass,
  signal: Cancellation | undefined,
): Promise<Alignment> => {
  let best = first
  for (let again = 1; again < pass.repeats && best.agreeing < SETTLED * best.boxes; again++) {
    const next = await refineOnce(picture, page, best.sheet, pass, signal)
    if (next.agreeing <= GROWTH * best.agreeing) return next.agreeing > best.agreeing ? next : best
    best = next
  }
  return best
}

const refine = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  passes: readonly Pass[],
  signal: Cancellation | undefined,
): Promise<Alignment> => {
  let alignment: Alignment = { sheet: start, likeness: 0, shown: 0, agreeing: 0, agreed: [], boxes: 0 }
  for (const pass of passes) {
    const first = await refineOnce(picture, page, alignment.sheet, pass, signal)
    alignment = await refineWhileItGrows(picture, page, first, pass, signal)
  }
  return alignment
}

/** Passes that tell whether a guess is worth the rest. */
const COMPARING_PASSES = 2

/**
 * Refines a first guess of how the page lies in the picture, against the original and nothing else, as far as comparing guesses takes.
 * Null where what the first look shows `isHopeless`.
 */
export const alignToCompare = async (
  picture: Pyramid,
  page: LibraryPage,
  guess: Sheet,
  isHopeless: (first: Alignment) => boolean,
  signal?: Cancellation,
): Promise<Alignment | null> => {
  const [coarsest, ...finer] = passesFor(picture, guess).slice(0, COMPARING_PASSES)
  const first = await refineOnce(picture, page, guess, coarsest, signal)
  if (isHopeless(first)) return null
  const { sheet } = await refineWhileItGrows(picture, page, first, coarsest, signal)
  return refine(picture, page, sheet, finer, signal)
}

/** From what was compared to how the page lies, exactly. */
export const alignFinely = (
  picture: Pyramid,
  page: LibraryPage,
  compared: Sheet,
  signal?: Cancellation,
): Promise<Alignment> =>
  refine(picture, page, compared, passesFor(picture, compared).slice(COMPARING_PASSES), signal)

/** From a first guess to how the page lies, exactly. */
export const alignFully = (
  picture: Pyramid,
  page: LibraryPage,
  guess: Sheet,
  signal?: Cancellation,
): Promise<Alignment> => refine(picture, page, guess, passesFor(picture, guess), signal)
