import type { Octave } from './scale-space.ts'
import { BASE_SIGMA, INTERVALS } from './scale-space.ts'

export interface Extremum {
  /** In the octave's own pixels, sub-pixel. */
  readonly x: number
  readonly y: number
  /** Nearest level of the octave's gaussians, and blur in the octave's pixels. */
  readonly level: number
  readonly sigma: number
  /** Height of the fitted peak, in grey values, unsigned. */
  readonly contrast: number
}

const BORDER = 5
const REFINEMENTS = 5
/** Over one half, so that a peak midway between samples does not hop to and fro for ever. */
const SETTLED = 0.6
/** Ratio of principal curvatures beyond which a peak is an edge (Lowe 2004, section 4.1). */
const EDGE_RATIO = 10

/** Whether a sample at `at`, raised to `u` by its sign `s`, is above all nine of another level. */
const topsLevel = (level: Float32Array, at: number, width: number, s: number, u: number): boolean => {
  for (let row = at - width; row <= at + width; row += width) {
    if (s * level[row - 1] >= u || s * level[row] >= u || s * level[row + 1] >= u) return false
  }
  return true
}

/**
 * Whether sample `at` is above (or, when negative, below) all 26 neighbours in place and scale. Of equal
 * neighbours in its own level, as computer-drawn pages have them, the first counts as the higher.
 */
const isPeak = (
  below: Float32Array,
  here: Float32Array,
  above: Float32Array,
  at: number,
  width: number,
): boolean => {
  const s = here[at] > 0 ? 1 : -1
  const u = s * here[at]
  if (s * here[at - 1] >= u || s * here[at + 1] > u) return false
  const up = at - width
  if (s * here[up - 1] >= u || s * here[up] >= u || s * here[up + 1] >= u) return false
  const down = at + width
  if (s * here[down - 1] > u || s * here[down] > u || s * here[down + 1] > u) return false
  return topsLevel(below, at, width, s, u) && topsLevel(above, at, width, s, u)
}

/** Newton step of a quadratic through the 27 samples about `at`: offset in x, y, level and the value there. */
const fitQuadratic = (dogs: readonly Float32Array[], level: number, at: number, width: number) => {
  const below = dogs[level - 1]
  const here = dogs[level]
  const above = dogs[level + 1]
  const gx = 0.5 * (here[at + 1] - here[at - 1])
  const gy = 0.5 * (here[at + width] - here[at - width])
  const gs = 0.5 * (above[at] - below[at])
  const twice = 2 * here[at]
  const xx = here[at + 1] + here[at - 1] - twice
  const yy = here[at + width] + here[at - width] - twice
  const ss = above[at] + below[at] - twice
  const xy =
    0.25 * (here[at + width + 1] - here[at + width - 1] - here[at - width + 1] + here[at - width - 1])
  const xs = 0.25 * (above[at + 1] - above[at - 1] - below[at + 1] + below[at - 1])
  const ys = 0.25 * (above[at + width] - above[at - width] - below[at + width] + below[at - width])
  const cxx = yy * ss - ys * ys
  const cxy = xs * ys - xy * ss
  const cxs = xy * ys - xs * yy
  const det = xx * cxx + xy * cxy + xs * cxs
  const dx = -(cxx * gx + cxy * gy + cxs * gs) / det
  const dy = -(cxy * gx + (xx * ss - xs * xs) * gy + (xy * xs - xx * ys) * gs) / det
  const ds = -(cxs * gx + (xy * xs - xx * ys) * gy + (xx * yy - xy * xy) * gs) / det
  const value = here[at] + 0.5 * (gx * dx + gy * dy + gs * ds)
  const trace = xx + yy
  const area = xx * yy - xy * xy
  const edge = area <= 0 || trace * trace * EDGE_RATIO >= (EDGE_RATIO + 1) ** 2 * area
  return { dx, dy, ds, value, edge }
}

const refine = (octave: Octave, startLevel: number, startX: number, startY: number, minContrast: number) => {
  let level = startLevel
  let x = startX
  let y = startY
  for (let i = 0; i < REFINEMENTS; i++) {
    const fit = fitQuadratic(octave.differences, level, y * octave.width + x, octave.width)
    const { dx, dy, ds } = fit
    if (Math.abs(dx) < SETTLED && Math.abs(dy) < SETTLED && Math.abs(ds) < SETTLED) {
      const contrast = Math.abs(fit.value)
      if (fit.edge || contrast < minContrast) return null
      const sigma = BASE_SIGMA * 2 ** ((level + ds) / INTERVALS)
      return { x: x + dx, y: y + dy, level, sigma, contrast }
    }
    // Also ends here when the fit is singular and the offsets are not numbers.
    if (!(Math.abs(dx) < octave.width && Math.abs(dy) < octave.height && Math.abs(ds) < INTERVALS))
      return null
    x += Math.round(dx)
    y += Math.round(dy)
    level += Math.round(ds)
    if (level < 1 || level > INTERVALS) return null
    if (x < BORDER || y < BORDER || x >= octave.width - BORDER || y >= octave.height - BORDER) return null
  }
  return null
}

/** Peaks of the difference of gaussians in place and scale, fitted to sub-pixel, without edges. */
export const findExtrema = (octave: Octave, minContrast: number): Extremum[] => {
  const { width, height, differences } = octave
  const found: Extremum[] = []
  const floor = 0.5 * minContrast
  for (let level = 1; level <= INTERVALS; level++) {
    const here = differences[level]
    for (let y = BORDER; y < height - BORDER; y++) {
      for (let x = BORDER; x < width - BORDER; x++) {
        const at = y * width + x
        const v = here[at]
        if (v < floor && v > -floor) continue
        if (!isPeak(differences[level - 1], here, differences[level + 1], at, width)) continue
        const peak = refine(octave, level, x, y, minContrast)
        if (peak) found.push(peak)
      }
    }
  }
  return found
}
