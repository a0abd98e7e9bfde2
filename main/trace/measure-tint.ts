import type { PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signCount } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { quantile } from '../../shared/maths/statistics.ts'
import { explain, type Residue } from './explain.ts'
import type { Straightened } from './rectify.ts'

/** The regression's window, in cells of the scale that is looked for: wide enough to keep the cell, narrow enough to follow the light. */
const WINDOW_CELLS = 1.6

/** A cell's reading, in standard deviations, beyond which more is not believed more. */
const READING_LIMIT = 2.5

/**
 * Tint residuals of a page, in the order of the layout's signs; positive means darker than expected.
 * @param original at the picture's resolution and blur
 */
export const measureTint = (layout: PageLayout, seen: Straightened, original: Plane): Float32Array => {
  const residuals = new Float32Array(signCount(layout, 'tint'))
  let first = 0
  for (const scale of layout.tint) {
    const residue = explain(seen, original, WINDOW_CELLS * scale.cellMm)
    residuals.set(readCells(scale, residue), first)
    first += scale.columns * scale.rows
  }
  return residuals
}

const readCells = (scale: TintScale, residue: Residue): Float32Array => {
  const { error, weight } = residue
  const cells = scale.columns * scale.rows
  const sums = new Float64Array(cells)
  const weights = new Float64Array(cells)
  const cellPx = scale.cellMm * residue.pxPerMm
  for (let y = 0; y < error.height; y++) {
    const row = Math.min(scale.rows - 1, Math.floor((y + 0.5) / cellPx)) * scale.columns
    for (let x = 0; x < error.width; x++) {
      const at = y * error.width + x
      const cell = row + Math.min(scale.columns - 1, Math.floor((x + 0.5) / cellPx))
      sums[cell] -= weight.data[at] * error.data[at]
      weights[cell] += weight.data[at]
    }
  }
  return normaliseCells(sums, weights)
}

/**
 * A cell's sum over the root of its weight has one spread for all cells if the noise is modelled well;
 * that spread is read off the cells themselves. The signal grows as the root of the weight.
 */
const normaliseCells = (sums: Float64Array, weights: Float64Array): Float32Array => {
  const readings: number[] = []
  const used: number[] = []
  for (let c = 0; c < sums.length; c++) {
    if (weights[c] <= 0) continue
    used.push(weights[c])
    const reading = Math.abs(sums[c]) / Math.sqrt(weights[c])
    if (reading > 0) readings.push(reading)
  }
  const residuals = new Float32Array(sums.length)
  if (readings.length < 16) return residuals
  // 0.683 of a normal distribution lies within one standard deviation.
  const spread = quantile(readings, 0.683)
  const typical = quantile(used, 0.75)
  for (let c = 0; c < sums.length; c++) {
    if (weights[c] <= 0) continue
    const reading = sums[c] / Math.sqrt(weights[c]) / spread
    const limited = Math.max(-READING_LIMIT, Math.min(READING_LIMIT, reading))
    residuals[c] = limited * Math.min(1.5, Math.sqrt(weights[c] / typical))
  }
  return residuals
}
