import { halfExtents, headOf, type PageLayout, type WordPlace } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { leaveOneOut, type Leftover, type Sample } from '../../shared/maths/smooth-trend.ts'
import { fieldAt } from '../../shared/maths/spline-field.ts'
import { median, robustDeviation } from '../../shared/maths/statistics.ts'
import { refineShift, type Box } from './measure-shift.ts'
import type { Straightened } from './rectify.ts'
import type { Sheet } from './sheet.ts'
import { softSignHeavyTailed } from './soft-sign.ts'

/** A word's surroundings that are matched with it. */
const MARGIN_MM = 0.35
/** A word is not found farther than this from where the sheet says it is. */
const REACH_MM = 0.7
/** Neighbourhoods tried for the trend; the one that best predicts words left out is used. */
const TREND_RADII_MM = [9, 16, 28, 50]
/** No picture places a word better than this. */
const LEAST_NOISE_MM = 0.008
/** Words less like the picture than this were not found. */
const LEAST_LIKENESS = 0.4

interface SeenWord extends Sample {
  readonly word: number
  readonly angle: number
  readonly alongVariance: number
  readonly acrossVariance: number
}

const wordBox = (word: WordPlace, pxPerMm: number): Box => {
  const [halfX, halfY] = halfExtents(word).map((half) => half + MARGIN_MM)
  return {
    x0: Math.round((word.x - halfX) * pxPerMm),
    y0: Math.round((word.y - halfY) * pxPerMm),
    x1: Math.round((word.x + halfX) * pxPerMm),
    y1: Math.round((word.y + halfY) * pxPerMm),
  }
}

const findWord = (
  word: WordPlace,
  index: number,
  sheet: Sheet,
  seen: Straightened,
  original: Plane,
): SeenWord | null => {
  if (word.unseen) return null
  const scale = seen.pxPerMm
  const box = wordBox(word, scale)
  const shift = refineShift(original, seen.plane, seen.inside, box, { dx: 0, dy: 0 }, REACH_MM * scale)
  if (shift === null || shift.likeness < LEAST_LIKENESS) return null
  // The straightened picture has the sheet's own bend taken out: it is put back, or neighbours' shifts would hide in it.
  const bend = fieldAt(sheet.bend, word.x, word.y)
  const c = Math.cos(word.angle)
  const s = Math.sin(word.angle)
  const mm2 = scale * scale
  const along = (c * c * shift.xx + 2 * c * s * shift.xy + s * s * shift.yy) * mm2
  const across = (s * s * shift.xx - 2 * c * s * shift.xy + c * c * shift.yy) * mm2
  const alongVariance = 1 / Math.max(1, along)
  const acrossVariance = 1 / Math.max(1, across)
  return {
    word: index,
    angle: word.angle,
    x: word.x,
    y: word.y,
    dx: bend.x + shift.dx / scale,
    dy: bend.y + shift.dy / scale,
    trust: 1 / (LEAST_NOISE_MM ** 2 + alongVariance + acrossVariance),
    alongVariance,
    acrossVariance,
  }
}

const smoothest = (samples: readonly Sample[]): Leftover => {
  let best: Leftover | null = null
  let least = Infinity
  for (const radius of TREND_RADII_MM) {
    const left = leaveOneOut(samples, radius)
    const sizes = Float64Array.from(left.dx, (dx, k) => Math.hypot(dx, left.dy[k])).filter((v) => v >= 0)
    const typical = sizes.length < samples.length / 2 ? Infinity : median(sizes)
    if (best === null || typical < least) {
      best = left
      least = typical
    }
  }
  return best ?? { dx: new Float64Array(0), dy: new Float64Array(0) }
}

/** What moves across its line by one sign: a word, or the pieces of one. */
interface SeenWhole extends Sample {
  /** Whose sign that is. */
  readonly head: number
  readonly angle: number
  readonly acrossVariance: number
}

/** What pieces that stand at one height say of it together, at their middle. */
const asOne = (pieces: readonly SeenWord[], head: number): SeenWhole => {
  if (pieces.length === 1) return { ...pieces[0], head }
  const trust = pieces.reduce((sum, piece) => sum + piece.trust, 0)
  const mean = (of: (piece: SeenWord) => number): number =>
    pieces.reduce((sum, piece) => sum + piece.trust * of(piece), 0) / trust
  return {
    head,
    angle: pieces[0].angle,
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    dx: mean(({ dx }) => dx),
    dy: mean(({ dy }) => dy),
    trust,
    acrossVariance: 1 / pieces.reduce((sum, { acrossVariance }) => sum + 1 / acrossVariance, 0),
  }
}

/** Variance that the words' own measurement errors leave unexplained; found from the words' spread, never from signs. */
const unexplained = (shifts: readonly number[], variances: readonly number[], amplitude: number): number =>
  Math.max(LEAST_NOISE_MM ** 2, robustDeviation(shifts) ** 2 - amplitude ** 2 - median(variances))

/** Posterior means of the signs by which words stand off their neighbours' trend by `amplitude` mm; NaN shifts say nothing. */
const softSigns = (
  shifts: readonly number[],
  variances: readonly number[],
  amplitude: number,
): readonly number[] => {
  const usable = shifts.filter((v) => Number.isFinite(v))
  if (usable.length < 3) return shifts.map(() => 0)
  const extra = unexplained(usable, variances, amplitude)
  return shifts.map((shift, k) => {
    const residual = softSignHeavyTailed(shift, amplitude, variances[k] + extra)
    return Number.isFinite(residual) ? residual : 0
  })
}

/**
 * Word residuals in the order of the layout's signs (along, across for each word): where each word stands
 * against the smooth trend of its neighbours, as a posterior mean of its sign. A sign that several pieces share is measured by
 * all of them, once; the signs that they do not use are left 0, so that every residual has a sign of its own.
 * @param original at the picture's resolution and blur
 */
export const measureWords = (
  layout: PageLayout,
  sheet: Sheet,
  seen: Straightened,
  original: Plane,
): Float32Array => {
  const residuals = new Float32Array(2 * layout.words.length)
  const words = layout.words
    .map((word, k) => findWord(word, k, sheet, seen, original))
    .filter((word) => word !== null)
  if (words.length < 3) return residuals
  const left = smoothest(words)
  const along = softSigns(
    words.map(({ angle }, k) => Math.cos(angle) * left.dx[k] + Math.sin(angle) * left.dy[k]),
    words.map(({ alongVariance }) => alongVariance),
    layout.wordAlongMm,
  )
  words.forEach(({ word }, k) => (residuals[2 * word] = along[k]))
  const byHead = Map.groupBy(words, ({ word }) => headOf(layout.words, word))
  const wholes = [...byHead].map(([head, pieces]) => asOne(pieces, head))
  // Where no two pieces are of one word, the wholes are the words.
  const leftWhole = wholes.length === words.length ? left : smoothest(wholes)
  const across = softSigns(
    wholes.map(({ angle }, k) => Math.cos(angle) * leftWhole.dy[k] - Math.sin(angle) * leftWhole.dx[k]),
    wholes.map(({ acrossVariance }) => acrossVariance),
    layout.wordAcrossMm,
  )
  wholes.forEach(({ head }, k) => (residuals[2 * head + 1] = across[k]))
  return residuals
}
