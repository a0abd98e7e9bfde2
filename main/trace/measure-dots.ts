import type { PageLayout } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { robustDeviation } from '../../shared/maths/statistics.ts'
import { explain } from './explain.ts'
import type { Straightened } from './rectify.ts'
import { softSignHeavyTailed } from './soft-sign.ts'

/** Half-width of the regression's window around a dot. */
const WINDOW_MM = 2
/** Radius of the Gaussian with which a dot is looked for: its blur in a phone photo. */
const LOOK_MM = 0.16

const darknessAt = (error: Plane, xPx: number, yPx: number, sigmaPx: number): number => {
  const reach = Math.ceil(2 * sigmaPx)
  const cx = Math.round(xPx)
  const cy = Math.round(yPx)
  if (cx - reach < 0 || cy - reach < 0 || cx + reach >= error.width || cy + reach >= error.height)
    return Number.NaN
  let sum = 0
  let weights = 0
  for (let y = cy - reach; y <= cy + reach; y++) {
    for (let x = cx - reach; x <= cx + reach; x++) {
      const w = Math.exp(-((x - xPx) ** 2 + (y - yPx) ** 2) / (2 * sigmaPx * sigmaPx))
      sum -= w * error.data[y * error.width + x]
      weights += w
    }
  }
  return sum / weights
}

/**
 * Dot residuals: how much darker the one place of each dot is than the other, against the spread of
 * like differences between two places, across the pair, that never hold a dot.
 */
export const measureDots = (layout: PageLayout, seen: Straightened, original: Plane): Float32Array => {
  const residuals = new Float32Array(layout.dots.length)
  if (layout.dots.length === 0) return residuals
  const { error, weight } = explain(seen, original, WINDOW_MM)
  const scale = seen.pxPerMm
  const sigma = Math.max(0.7, LOOK_MM * scale)
  const difference = (x: number, y: number, dx: number, dy: number): number =>
    darknessAt(error, (x + dx) * scale - 0.5, (y + dy) * scale - 0.5, sigma) -
    darknessAt(error, (x - dx) * scale - 0.5, (y - dy) * scale - 0.5, sigma)
  const readings = new Float64Array(layout.dots.length).fill(Number.NaN)
  const controls: number[] = []
  layout.dots.forEach((dot, k) => {
    const px = Math.min(error.width - 1, Math.floor(dot.x * scale))
    const py = Math.min(error.height - 1, Math.floor(dot.y * scale))
    if (weight.data[py * error.width + px] === 0) return
    readings[k] = difference(dot.x, dot.y, dot.dx, dot.dy)
    const control = difference(dot.x, dot.y, -dot.dy, dot.dx)
    if (Number.isFinite(control)) controls.push(control)
  })
  const seenReadings = readings.filter((r) => Number.isFinite(r))
  if (seenReadings.length < 8 || controls.length < 8) return residuals
  const variance = Math.max(0.01, robustDeviation(controls) ** 2)
  const power =
    seenReadings.reduce((sum, r) => sum + Math.min(r * r, 100 * variance), 0) / seenReadings.length
  const amplitude = Math.sqrt(Math.max(0.05 * variance, power - variance))
  readings.forEach((r, k) => {
    if (Number.isFinite(r)) residuals[k] = softSignHeavyTailed(r, amplitude, variance)
  })
  return residuals
}
