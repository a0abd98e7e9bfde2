import type { DotPlace, PageLayout } from '../../shared/mark/layout.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { quantile } from '../../shared/maths/statistics.ts'
import type { Straightened } from './rectify.ts'
import { softSignHeavyTailed } from './soft-sign.ts'

/** Half-width of the window around a dot in which the light is learnt. */
const WINDOW_MM = 1.5
/** Radii of the Gaussian with which dots are looked for: as the lens blurred them. The one that shows them best serves. */
const LOOKS_MM = [0.09, 0.13, 0.18, 0.25]
/** Ridge on the gain, grey levels squared: contrast below two levels is not worth explaining. */
const RIDGE = 4
/** Variance, in grey levels squared, below which no pixel is trusted more. */
const LEAST_VARIANCE = 4
const FEWEST_DOTS = 8
/** Of the squares the largest are taken for no more than the one that this share does not exceed. */
const WINSORISED = 0.95

/**
 * Mean square of values about nothing, ink and strokes of the visible mark among them. Their middle would tell less: a messenger's JPEG makes
 * most of what is faint exactly alike, and what is left looks certain beside that.
 */
const winsorisedPower = (values: readonly number[]): number => {
  const squares = values.map((value) => value * value)
  const most = quantile(squares, WINSORISED)
  return squares.reduce((sum, square) => sum + Math.min(square, most), 0) / squares.length
}

/** Picture = offset + gain * original, around a dot. */
interface Light {
  readonly offset: number
  readonly gain: number
}

/** Weighted least squares over a window; `before` tells which pixels it left unexplained, and they count the less. */
const fitLight = (
  seen: Straightened,
  original: Plane,
  window: Window,
  before: Light | null,
): Light | null => {
  let n = 0
  let i = 0
  let t = 0
  let it = 0
  let tt = 0
  for (let y = window.y0; y < window.y1; y++) {
    for (let k = y * original.width + window.x0, end = y * original.width + window.x1; k < end; k++) {
      if (!seen.inside[k]) return null
      const vi = seen.plane.data[k]
      const vt = original.data[k]
      const error = before === null ? 0 : vi - before.offset - before.gain * vt
      const w = 1 / (LEAST_VARIANCE + error * error)
      n += w
      i += w * vi
      t += w * vt
      it += w * vi * vt
      tt += w * vt * vt
    }
  }
  const gain = Math.max(0, it / n - (i * t) / (n * n)) / (Math.max(0, tt / n - (t * t) / (n * n)) + RIDGE)
  return { gain, offset: (i - gain * t) / n }
}

interface Window {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

const windowAround = (dot: DotPlace, seen: Straightened): Window | null => {
  const reach = Math.ceil(WINDOW_MM * seen.pxPerMm)
  const x = Math.floor(dot.x * seen.pxPerMm)
  const y = Math.floor(dot.y * seen.pxPerMm)
  const { width, height } = seen.plane
  const window = {
    x0: Math.max(0, x - reach),
    y0: Math.max(0, y - reach),
    x1: Math.min(width, x + reach + 1),
    y1: Math.min(height, y + reach + 1),
  }
  return x < 0 || y < 0 || x >= width || y >= height ? null : window
}

/** How much darker than explained the picture is about a place, under a Gaussian of `sigma` pixels; NaN off the page. */
const darknessAt = (
  seen: Straightened,
  original: Plane,
  light: Light,
  xMm: number,
  yMm: number,
  sigma: number,
): number => {
  const { width, height } = original
  const x = xMm * seen.pxPerMm - 0.5
  const y = yMm * seen.pxPerMm - 0.5
  const reach = Math.ceil(2 * sigma)
  const [cx, cy] = [Math.round(x), Math.round(y)]
  if (cx - reach < 0 || cy - reach < 0 || cx + reach >= width || cy + reach >= height) return Number.NaN
  let sum = 0
  let weights = 0
  for (let j = cy - reach; j <= cy + reach; j++) {
    for (let i = cx - reach; i <= cx + reach; i++) {
      const k = j * width + i
      const w = Math.exp(-((i - x) ** 2 + (j - y) ** 2) / (2 * sigma * sigma))
      sum += w * (light.offset + light.gain * original.data[k] - seen.plane.data[k])
      weights += w
    }
  }
  return sum / weights
}

/** Readings of all dots at one blur, and of two places across each pair that never hold a dot. */
interface Look {
  readonly readings: Float64Array
  /** Power of what is seen of the dots over that of the like differences between places without one. */
  readonly clarity: number
  readonly variance: number
}

const look = (
  layout: PageLayout,
  lights: readonly (Light | null)[],
  seen: Straightened,
  original: Plane,
  lookMm: number,
): Look | null => {
  const sigma = Math.max(0.7, lookMm * seen.pxPerMm)
  const readings = new Float64Array(layout.dots.length).fill(Number.NaN)
  const controls: number[] = []
  layout.dots.forEach(({ x, y, dx, dy }, k) => {
    const light = lights[k]
    if (light === null) return
    const difference = (ax: number, ay: number) =>
      darknessAt(seen, original, light, x + ax, y + ay, sigma) -
      darknessAt(seen, original, light, x - ax, y - ay, sigma)
    readings[k] = difference(dx, dy)
    const control = difference(-dy, dx)
    if (Number.isFinite(control)) controls.push(control)
  })
  const found = readings.filter((r) => Number.isFinite(r))
  if (found.length < FEWEST_DOTS || controls.length < FEWEST_DOTS) return null
  const variance = Math.max(0.01, winsorisedPower(controls))
  const power = found.reduce((sum, r) => sum + Math.min(r * r, 100 * variance), 0) / found.length
  return { readings, clarity: power / variance, variance }
}

/**
 * Dot residuals: how much darker the one place of each dot is than the other, against the spread of
 * like differences between two places, across the pair, that never hold a dot.
 * @param original at the picture's resolution and blur
 */
export const measureDots = (layout: PageLayout, seen: Straightened, original: Plane): Float32Array => {
  const residuals = new Float32Array(layout.dots.length)
  const lights = layout.dots.map((dot) => {
    const window = windowAround(dot, seen)
    if (window === null) return null
    const first = fitLight(seen, original, window, null)
    return first && fitLight(seen, original, window, first)
  })
  const looks = LOOKS_MM.map((lookMm) => look(layout, lights, seen, original, lookMm))
  const best = looks.reduce((a, b) => (b !== null && (a === null || b.clarity > a.clarity) ? b : a), null)
  if (best === null) return residuals
  const amplitude = Math.sqrt(best.variance * Math.max(0.05, best.clarity - 1))
  best.readings.forEach((r, k) => {
    if (Number.isFinite(r)) residuals[k] = softSignHeavyTailed(r, amplitude, best.variance)
  })
  return residuals
}
