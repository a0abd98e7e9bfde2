import type { Cancellation } from '../../shared/contract/failure.ts'
import type { PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signCount } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { quantile } from '../../shared/maths/statistics.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { breathe } from './breathe.ts'
import { explain, type Residue } from './explain.ts'
import type { Straightened } from './rectify.ts'
import { softSign } from './soft-sign.ts'

/** The regression's window, in cells of the scale that is looked for: wide enough to keep the cell, narrow enough to follow the light. */
const WINDOW_CELLS = 1.6

/** Pixels to a cell's side at which it is measured, if the picture has them: more show nothing new. */
const PX_PER_CELL = 4

/** A cell's reading, in standard deviations, beyond which more is not believed more. */
const READING_LIMIT = 2.5

/** Fewer cells cannot tell their own spread. */
const FEWEST_CELLS = 16

/**
 * Tint residuals of a page, in the order of the layout's signs; positive means darker than expected.
 * @param original at the picture's resolution and blur
 */
export const measureTint = async (
  layout: PageLayout,
  seen: Straightened,
  original: Plane,
  signal?: Cancellation,
): Promise<Float32Array> => {
  const residuals = new Float32Array(signCount(layout, 'tint'))
  let first = 0
  for (const scale of layout.tint) {
    await breathe(signal)
    const [small, sought] = shrinkBoth(seen, original, PX_PER_CELL / scale.cellMm)
    await breathe(signal)
    residuals.set(readCells(scale, explain(small, sought, WINDOW_CELLS * scale.cellMm)), first)
    first += scale.columns * scale.rows
  }
  return residuals
}

/** Both at fewer pixels to the millimetre; what the picture shows only in part counts as not shown. */
const shrinkBoth = (seen: Straightened, original: Plane, pxPerMm: number): [Straightened, Plane] => {
  const ratio = pxPerMm / seen.pxPerMm
  if (ratio >= 0.9) return [seen, original]
  const width = Math.max(1, Math.round(seen.plane.width * ratio))
  const height = Math.max(1, Math.round(seen.plane.height * ratio))
  const shown = resizePlane({ ...seen.plane, data: seen.inside }, width, height)
  const inside = new Uint8Array(width * height)
  for (let k = 0; k < inside.length; k++) inside[k] = shown.data[k] > 0.999 ? 1 : 0
  const plane = resizePlane(seen.plane, width, height)
  return [{ plane, inside, pxPerMm: seen.pxPerMm * ratio }, resizePlane(original, width, height)]
}

interface Cells {
  readonly sums: Float64Array
  readonly weights: Float64Array
}

/** Weighted sums of darkness over every cell, the lattice moved by a share of a cell each way. */
const sumCells = (scale: TintScale, residue: Residue, moved: number): Cells => {
  const { error, weight } = residue
  const sums = new Float64Array(scale.columns * scale.rows)
  const weights = new Float64Array(scale.columns * scale.rows)
  const cellPx = scale.cellMm * residue.pxPerMm
  const at = (px: number, last: number) => Math.min(last, Math.floor((px + 0.5) / cellPx - moved))
  const columns = Int32Array.from({ length: error.width }, (_, x) => at(x, scale.columns - 1))
  for (let y = 0; y < error.height; y++) {
    const row = at(y, scale.rows - 1)
    if (row < 0) continue
    for (let x = 0, k = y * error.width; x < error.width; x++, k++) {
      if (columns[x] < 0) continue
      const cell = row * scale.columns + columns[x]
      sums[cell] -= weight.data[k] * error.data[k]
      weights[cell] += weight.data[k]
    }
  }
  return { sums, weights }
}

/** A cell's sum over the root of its weight has one spread for all cells if the noise is modelled well. */
const readingsOf = ({ sums, weights }: Cells): Float64Array =>
  sums.map((sum, c) => (weights[c] > 0 ? sum / Math.sqrt(weights[c]) : 0))

/** 0.683 of a normal distribution lies within one standard deviation. */
const spreadOf = (readings: Float64Array): number =>
  quantile(
    readings.filter((r) => r !== 0).map((r) => Math.abs(r)),
    0.683,
  )

/** Each cell of the lattice moved by half a cell both ways shows the mean of four signs: a quarter of the signal's power. */
const MOVED = 0.5
const MOVED_POWER = 0.25
/** Signal that the cells' spread cannot exclude: all of them together may be worth so many standard deviations. */
const UNSEEN_Z = 7

/** Signal of a typical cell over its noise, from how much more the cells spread than the same cells moved. */
const signalToNoise = (spread: number, movedSpread: number, cells: number): number => {
  const power = (spread ** 2 - movedSpread ** 2) / (1 - MOVED_POWER)
  const noise = Math.max(1e-12, spread ** 2 - Math.max(0, power))
  return Math.min(1, Math.max(UNSEEN_Z / Math.sqrt(cells), Math.sqrt(Math.max(0, power) / noise)))
}

/** Posterior means of the cells' signs. The signal of a cell grows as the root of its weight. */
const readCells = (scale: TintScale, residue: Residue): Float32Array => {
  const cells = sumCells(scale, residue, 0)
  const residuals = new Float32Array(cells.sums.length)
  const used = cells.weights.filter((w) => w > 0)
  if (used.length < FEWEST_CELLS) return residuals
  const readings = readingsOf(cells)
  const spread = spreadOf(readings)
  if (!(spread > 0)) return residuals
  const typical = quantile(used, 0.75)
  const signal = signalToNoise(spread, spreadOf(readingsOf(sumCells(scale, residue, MOVED))), used.length)
  for (let c = 0; c < residuals.length; c++) {
    if (cells.weights[c] <= 0) continue
    const reading = readings[c] / spread
    const limited = Math.max(-READING_LIMIT, Math.min(READING_LIMIT, reading))
    residuals[c] = softSign(limited, signal * Math.min(1.5, Math.sqrt(cells.weights[c] / typical)), 1)
  }
  return residuals
}
