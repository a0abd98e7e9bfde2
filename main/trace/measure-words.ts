import { halfExtents, headOf, type PageLayout, type WordPlace } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import {
  leftovers,
  leftoversByKind,
  nearestOthers,
  type FieldKind,
  type Leftovers,
  type Seen,
} from '../../shared/maths/kriging.ts'
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
/** How paper, lens and software may have moved words, mm; what best predicts words left out is taken for it. */
const FIELD_KINDS: readonly FieldKind[] = [10, 25, 60].flatMap((length) =>
  [0.03, 0.1, 0.3, 1].map((deviation) => ({ deviation, length })),
)
/** By which strays are known. */
const MIDDLING: FieldKind = { deviation: 0.1, length: 25 }
/** A word that is off by so many deviations has half a say. */
const STRAY = 4
/** Of very many words so many are asked which kind it is. */
const ASKED = 250
/** No picture places a word better than this. */
const LEAST_NOISE_MM = 0.008
/** Words less like the picture than this were not found. */
const LEAST_LIKENESS = 0.4

/** A displacement, mm, seen at a place of the page. */
interface Sample {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  /** Of the line, radians. */
  readonly angle: number
  readonly alongVariance: number
  readonly acrossVariance: number
}

interface SeenWord extends Sample {
  readonly word: number
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
    alongVariance,
    acrossVariance,
  }
}

/**
 * How badly a kind of field tells of words that are left out: less the logarithm of how likely they are by it, their errors of Student's
 * t-distribution with 3 degrees of freedom, lest strays decide.
 */
const surpriseOf = ({ left, variance }: Leftovers, noise: readonly number[]): number =>
  left.reduce((sum, v, k) => {
    const all = noise[k] + variance[k]
    return sum + Math.log(all) / 2 + 2 * Math.log1p((v * v) / (3 * all))
  }, 0)

/** By the kind of field that best tells words which are left out. Marks, and what is measured badly, are noise to it. */
const leftOf = (seen: Seen, nearest: Int32Array): Leftovers => {
  const { left: first } = leftovers(seen, nearest, MIDDLING)
  const spread = robustDeviation(first) + 1e-6
  const noise = seen.noise.map((variance, k) => variance * (1 + (first[k] / (STRAY * spread)) ** 2))
  const weighed = { ...seen, noise }
  const step = Math.ceil(noise.length / ASKED)
  const asked = Array.from({ length: Math.ceil(noise.length / step) }, (_, k) => k * step)
  const noiseAsked = asked.map((k) => noise[k])
  let [best, least] = [MIDDLING, Infinity]
  for (const [which, left] of leftoversByKind(weighed, nearest, FIELD_KINDS, asked).entries()) {
    const surprise = surpriseOf(left, noiseAsked)
    if (surprise < least) [best, least] = [FIELD_KINDS[which], surprise]
  }
  return leftovers(weighed, nearest, best)
}

/** How far a word stands off its neighbours, along its line or across it, mm, and how well that is known. */
interface Offset {
  readonly shift: number
  readonly variance: number
}

type Amplitudes = Pick<PageLayout, 'wordAlongMm' | 'wordAcrossMm'>

/** What is left of displacements one way when the field that their neighbours show is taken away. Lines mostly lie level: then it is of x or of y alone. */
const offsetsOf = (
  samples: readonly Sample[],
  way: 'along' | 'across',
  { wordAlongMm, wordAcrossMm }: Amplitudes,
): Offset[] => {
  const column = (of: (sample: Sample) => number) => Float64Array.from(samples, of)
  const places = { x: column(({ x }) => x), y: column(({ y }) => y) }
  const nearest = nearestOthers(places)
  const along = ({ alongVariance }: Sample) => wordAlongMm ** 2 + alongVariance + LEAST_NOISE_MM ** 2
  const across = ({ acrossVariance }: Sample) => wordAcrossMm ** 2 + acrossVariance + LEAST_NOISE_MM ** 2
  const [cos, sin] = [column(({ angle }) => Math.cos(angle)), column(({ angle }) => Math.sin(angle))]
  const turned = (first: (sample: Sample) => number, second: (sample: Sample) => number) =>
    Float64Array.from(samples, (one, k) => cos[k] ** 2 * first(one) + sin[k] ** 2 * second(one))
  const parts = [
    {
      share: way === 'along' ? cos : sin.map((s) => -s),
      value: column(({ dx }) => dx),
      noise: turned(along, across),
    },
    { share: way === 'along' ? sin : cos, value: column(({ dy }) => dy), noise: turned(across, along) },
  ]
    .filter(({ share }) => share.some((s) => s !== 0))
    .map(({ share, value, noise }) => ({ share, ...leftOf({ ...places, value, noise }, nearest) }))
  return samples.map(({ alongVariance, acrossVariance }, k) => ({
    shift: parts.reduce((sum, { share, left }) => sum + share[k] * left[k], 0),
    variance: parts.reduce(
      (sum, { share, variance }) => sum + share[k] ** 2 * variance[k],
      way === 'along' ? alongVariance : acrossVariance,
    ),
  }))
}

/** What moves across its line by one sign: a word, or the pieces of one. */
interface SeenWhole extends Sample {
  /** Whose sign that is. */
  readonly head: number
}

/** What pieces that stand at one height say of it together, at their middle. */
const asOne = (pieces: readonly SeenWord[], head: number): SeenWhole => {
  if (pieces.length === 1) return { ...pieces[0], head }
  const trustIn = ({ alongVariance, acrossVariance }: SeenWord): number =>
    1 / (LEAST_NOISE_MM ** 2 + alongVariance + acrossVariance)
  const trust = pieces.reduce((sum, piece) => sum + trustIn(piece), 0)
  const mean = (of: (piece: SeenWord) => number): number =>
    pieces.reduce((sum, piece) => sum + trustIn(piece) * of(piece), 0) / trust
  return {
    head,
    angle: pieces[0].angle,
    x: mean(({ x }) => x),
    y: mean(({ y }) => y),
    dx: mean(({ dx }) => dx),
    dy: mean(({ dy }) => dy),
    alongVariance: 1 / pieces.reduce((sum, { alongVariance }) => sum + 1 / alongVariance, 0),
    acrossVariance: 1 / pieces.reduce((sum, { acrossVariance }) => sum + 1 / acrossVariance, 0),
  }
}

/** Variance that the words' own measurement errors leave unexplained; found from the words' spread, never from signs. */
const unexplained = (offsets: readonly Offset[], amplitude: number): number => {
  const spread = robustDeviation(offsets.map(({ shift }) => shift))
  const explained = median(offsets.map(({ variance }) => variance))
  return Math.max(LEAST_NOISE_MM ** 2, spread ** 2 - amplitude ** 2 - explained)
}

/** Posterior means of the signs by which words stand off their neighbours by `amplitude` mm. */
const softSigns = (offsets: readonly Offset[], amplitude: number): readonly number[] => {
  if (offsets.length < 3) return offsets.map(() => 0)
  const extra = unexplained(offsets, amplitude)
  return offsets.map(({ shift, variance }) => softSignHeavyTailed(shift, amplitude, variance + extra))
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
  const along = softSigns(offsetsOf(words, 'along', layout), layout.wordAlongMm)
  words.forEach(({ word }, k) => (residuals[2 * word] = along[k]))
  const byHead = Map.groupBy(words, ({ word }) => headOf(layout.words, word))
  const wholes = [...byHead].map(([head, pieces]) => asOne(pieces, head))
  const across = softSigns(offsetsOf(wholes, 'across', layout), layout.wordAcrossMm)
  wholes.forEach(({ head }, k) => (residuals[2 * head + 1] = across[k]))
  return residuals
}
