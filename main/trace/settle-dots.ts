import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout } from '../../shared/mark/layout.ts'
import {
  evenShift,
  fieldAt,
  fitSplineField,
  type ShiftMeasurement,
  type SplineFit,
  type SplineField,
} from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { believe, lookFor, priorOf } from './dot-beliefs.ts'
import type { LibraryPage } from './library.ts'
import { bendTo, edgeShifts, scaleAt, type Sheet } from './sheet.ts'

/**
 * After a messenger no window of a bare page holds dots enough to tell where it lies, but all of the page together does. Each dot may lie
 * anywhere within reach of where the sheet has it, the likelier the more spot-like the picture is there; a smooth bend is fitted to where
 * all of them probably lie, and the reach is drawn in: expectation and maximisation by turns, as point sets are registered (Myronenko and
 * Song, "Point set registration: coherent point drift", 2010). Where dots may be is the same in all copies, so it knows nothing of any.
 */

/** Rounds with one belief of how far the sheet's bend may be off. Millimetres. */
interface Stage {
  /** Expected second difference, between knots, of what the bend still lacks. */
  readonly bendMm: number
  /** Standard deviation of where a dot may lie, round by round. */
  readonly reachesMm: readonly number[]
}

const APPROACH: Stage = { bendMm: 2, reachesMm: [2.5, 2.5, 1.8, 1.3, 0.9, 0.6, 0.4] }
const STAGES: readonly Stage[] = [
  { bendMm: 2, reachesMm: [1.8, 1.3, 0.9, 0.6, 0.4] },
  { bendMm: 0.5, reachesMm: [0.4, 0.3] },
]

const KNOTS_MM = 35
/** What tells less of a dot's place than this share of what was believed before is left out. */
const LEAST_NEWS = 0.02
/** How sure the places of the page's content are, by which it was laid before, 1 / mm^2. */
const CONTENT_INFORMATION = 400
const DOUBT: Pick<SplineFit, 'doubt' | 'rounds'> = { doubt: 3, rounds: 3 }

/** A field's own bend, on the knots used here. */
const onKnots = (field: SplineField, { widthMm, heightMm }: PageLayout): SplineField => {
  const [stepMm, sure] = [9, 1e4]
  const samples: ShiftMeasurement[] = []
  for (let y = 0; y <= heightMm; y += stepMm) {
    for (let x = 0; x <= widthMm; x += stepMm) {
      samples.push(evenShift({ x, y }, fieldAt(field, x, y), sure))
    }
  }
  return fitSplineField(widthMm, heightMm, samples, {
    spacing: KNOTS_MM,
    bend: 3,
    doubt: Infinity,
    rounds: 1,
  })
}

/** Where the dots say that the sheet's bend should be, and how much likelier the picture is with them than with none, as a logarithm. */
const lookAtDots = (
  picture: Pyramid,
  layout: PageLayout,
  sheet: Sheet,
  reachMm: number,
): { readonly shifts: ShiftMeasurement[]; readonly evidence: number } => {
  const likelihood = lookFor(picture, layout, sheet, scaleAt(sheet, layout.widthMm / 2, layout.heightMm / 2))
  const { pxPerMm } = likelihood
  const prior = priorOf(reachMm * pxPerMm)
  const shifts: ShiftMeasurement[] = []
  let evidence = 0
  for (const dot of layout.dots) {
    const believed = believe(likelihood, dot, prior)
    if (believed === null) continue
    const { dx, dy, information } = believed
    evidence += believed.evidence
    if (information * prior.deviation * prior.deviation < LEAST_NEWS) continue
    const [x, y] = [dx / pxPerMm, dy / pxPerMm]
    shifts.push(evenShift(dot, bendTo(sheet, dot.x, dot.y, x, y), information * pxPerMm * pxPerMm))
  }
  return { shifts, evidence }
}

interface SettledSheet {
  readonly sheet: Sheet
  /** Of its dots, as they were last looked at. */
  readonly evidence: number
}

const runStage = async (
  picture: Pyramid,
  page: LibraryPage,
  start: Sheet,
  { bendMm, reachesMm }: Stage,
  signal: Cancellation | undefined,
): Promise<SettledSheet> => {
  const { layout } = page
  const before = onKnots(start.bend, layout)
  const content = texturedPlaces(page).map((at) =>
    evenShift(at, fieldAt(start.bend, at.x, at.y), CONTENT_INFORMATION),
  )
  const known = [...content, ...edgeShifts(start)]
  let settled: SettledSheet = { sheet: { ...start, bend: before }, evidence: 0 }
  for (const reachMm of reachesMm) {
    await breathe(signal)
    const { shifts, evidence } = lookAtDots(picture, layout, settled.sheet, reachMm)
    // A sheet's bend is what it is: only what it lacks is believed to be small.
    const lacking = [...known, ...shifts].map((shift) => {
      const { x, y } = fieldAt(before, shift.x, shift.y)
      return { ...shift, dx: shift.dx - x, dy: shift.dy - y }
    })
    const fit = { spacing: KNOTS_MM, bend: bendMm, ...DOUBT }
    const { control } = fitSplineField(layout.widthMm, layout.heightMm, lacking, fit)
    const bend = { ...before, control: before.control.map((value, k) => value + control[k]) }
    settled = { sheet: { ...start, bend }, evidence }
  }
  return settled
}

/**
 * Of some ways of laying a bare page, which may be off by millimetres, the one that most of its dots speak for, settled on them.
 * @param starts at least one
 */
export const settleOnDots = async (
  picture: Pyramid,
  page: LibraryPage,
  starts: readonly Sheet[],
  signal?: Cancellation,
): Promise<Sheet> => {
  let best: SettledSheet = { sheet: starts[0], evidence: -Infinity }
  for (const start of starts) {
    const approached = await runStage(picture, page, start, APPROACH, signal)
    if (approached.evidence > best.evidence) best = approached
  }
  for (const stage of STAGES) best = await runStage(picture, page, best.sheet, stage, signal)
  return best.sheet
}
