import type { Cancellation } from '../../shared/contract/failure.ts'
import type { DotPlace, PageLayout } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import {
  fieldAt,
  fitSplineField,
  type ShiftMeasurement,
  type SplineFit,
  type SplineField,
} from '../../shared/maths/spline-field.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { texturedPlaces } from './align.ts'
import { breathe } from './breathe.ts'
import { spotMap } from './dot-lattice.ts'
import type { LibraryPage } from './library.ts'
import { rectify } from './rectify.ts'
import { edgeShifts, scaleAt, type Sheet } from './sheet.ts'

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
/** Pixels per millimetre at which spots are looked for; more than the picture's own tell nothing. */
const MOST_PX_PER_MM = 5
const OVERSAMPLED = 1.25
/** How much likelier a place is for each unit of spottedness, as a logarithm; and the likelihood that the dot is not seen at all. */
const SPOT_GAIN = 0.6
const UNSEEN = 3
/** Places farther off than so many deviations are not looked at. */
const DEVIATIONS = 2.5
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
      const { x: dx, y: dy } = fieldAt(field, x, y)
      samples.push({ x, y, dx, dy, xx: sure, xy: 0, yy: sure })
    }
  }
  return fitSplineField(widthMm, heightMm, samples, {
    spacing: KNOTS_MM,
    bend: 3,
    doubt: Infinity,
    rounds: 1,
  })
}

/** How likely every pixel is a dot's, up to a factor. */
interface Likelihood extends Plane {
  readonly inside: Uint8Array
  readonly pxPerMm: number
}

const lookFor = (picture: Pyramid, { widthMm, heightMm }: PageLayout, sheet: Sheet): Likelihood => {
  const own = OVERSAMPLED * scaleAt(sheet, widthMm / 2, heightMm / 2)
  const seen = rectify(picture, sheet, widthMm, heightMm, Math.min(own, MOST_PX_PER_MM))
  const { width, height, data } = spotMap(seen)
  return {
    width,
    height,
    data: data.map((spot) => Math.exp(SPOT_GAIN * spot)),
    inside: seen.inside,
    pxPerMm: seen.pxPerMm,
  }
}

/** Where a dot probably lies, from where it was looked for, and how much the picture says of that, in pixels. */
interface Believed {
  readonly dx: number
  readonly dy: number
  readonly information: number
  /** Logarithm of how much likelier the picture is with the dot about there than with none. */
  readonly evidence: number
}

const priorOf = (
  deviationPx: number,
): { readonly reach: number; readonly at: (u: number, v: number) => number } => {
  const reach = Math.ceil(DEVIATIONS * deviationPx)
  const side = 2 * reach + 1
  const table = new Float64Array(side * side)
  for (let v = -reach; v <= reach; v++)
    for (let u = -reach; u <= reach; u++)
      table[(v + reach) * side + u + reach] = Math.exp(-(u * u + v * v) / (2 * deviationPx * deviationPx))
  return { reach, at: (u, v) => table[(v + reach) * side + u + reach] }
}
type Prior = ReturnType<typeof priorOf>

/** Null off the picture. */
const believe = (
  { width, height, data, inside, pxPerMm }: Likelihood,
  { x, y, dx, dy }: DotPlace,
  prior: Prior,
  deviationPx: number,
): Believed | null => {
  const { reach } = prior
  const [px, py] = [x * pxPerMm - 0.5, y * pxPerMm - 0.5]
  const margin = reach + Math.ceil(Math.hypot(dx, dy) * pxPerMm) + 1
  const [cx, cy] = [Math.round(px), Math.round(py)]
  if (cx < margin || cy < margin || cx + margin >= width || cy + margin >= height) return null
  if (!inside[cy * width + cx]) return null
  const offset = (side: 1 | -1): number =>
    Math.round(py + side * dy * pxPerMm) * width + Math.round(px + side * dx * pxPerMm)
  const [plus, minus] = [offset(1), offset(-1)]
  let [all, sum, sumX, sumY, squares] = [0, 0, 0, 0, 0]
  for (let v = -reach; v <= reach; v++) {
    for (let u = -reach; u <= reach; u++) {
      const before = prior.at(u, v)
      const move = v * width + u
      const after = before * (Math.max(data[plus + move], data[minus + move]) + UNSEEN)
      all += before
      sum += after
      sumX += after * u
      sumY += after * v
      squares += after * (u * u + v * v)
    }
  }
  const [meanX, meanY] = [sumX / sum, sumY / sum]
  const variance = Math.max(0.05, (squares / sum - meanX * meanX - meanY * meanY) / 2)
  // What is believed now is what was before and what the picture says: that alone is taken out again.
  const information = 1 / variance - 1 / (deviationPx * deviationPx)
  const alone = 1 / (variance * information)
  return { dx: alone * meanX, dy: alone * meanY, information, evidence: Math.log(sum / all) }
}

/** A sheet, and how much likelier the picture is with the page's dots where it has them than with none, as a logarithm. */
interface SettledSheet {
  readonly sheet: Sheet
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
  let sheet: Sheet = { ...start, bend: before }
  let evidence = 0
  const content = texturedPlaces(page).map(({ x, y }): ShiftMeasurement => {
    const { x: dx, y: dy } = fieldAt(start.bend, x, y)
    return { x, y, dx, dy, xx: CONTENT_INFORMATION, xy: 0, yy: CONTENT_INFORMATION }
  })
  const known = [...content, ...edgeShifts(start)]
  for (const reachMm of reachesMm) {
    await breathe(signal)
    const likelihood = lookFor(picture, layout, sheet)
    const { pxPerMm } = likelihood
    const deviationPx = reachMm * pxPerMm
    const prior = priorOf(deviationPx)
    const shifts: ShiftMeasurement[] = []
    evidence = 0
    for (const dot of layout.dots) {
      const believed = believe(likelihood, dot, prior, deviationPx)
      if (believed === null) continue
      evidence += believed.evidence
      if (believed.information * deviationPx * deviationPx < LEAST_NEWS) continue
      const [dx, dy] = [believed.dx / pxPerMm, believed.dy / pxPerMm]
      const was = fieldAt(sheet.bend, dot.x + dx, dot.y + dy)
      const information = believed.information * pxPerMm * pxPerMm
      shifts.push({
        x: dot.x,
        y: dot.y,
        dx: was.x + dx,
        dy: was.y + dy,
        xx: information,
        xy: 0,
        yy: information,
      })
    }
    // A sheet's bend is what it is: only what it lacks is believed to be small.
    const lacking = [...known, ...shifts].map((shift) => {
      const { x, y } = fieldAt(before, shift.x, shift.y)
      return { ...shift, dx: shift.dx - x, dy: shift.dy - y }
    })
    const { control } = fitSplineField(layout.widthMm, layout.heightMm, lacking, {
      spacing: KNOTS_MM,
      bend: bendMm,
      ...DOUBT,
    })
    sheet = { ...sheet, bend: { ...before, control: before.control.map((value, k) => value + control[k]) } }
  }
  return { sheet, evidence }
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
