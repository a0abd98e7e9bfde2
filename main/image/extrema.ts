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

/** A row of each difference of gaussians, and how often they come round. */
const ROWS = 3

/** Differences of neighbouring levels, three rows of each at a time: whole planes of them would cost more than all else. */
interface Differences {
  readonly levels: readonly (readonly Float32Array[])[]
}

const newDifferences = (width: number): Differences => ({
  levels: Array.from({ length: INTERVALS + 2 }, () =>
    Array.from({ length: ROWS }, () => new Float32Array(width)),
  ),
})

const fillRow = ({ width, gaussians }: Octave, { levels }: Differences, y: number): void => {
  const row = y * width
  levels.forEach((rows, level) => {
    const out = rows[y % ROWS]
    const sharper = gaussians[level]
    const softer = gaussians[level + 1]
    for (let x = 0; x < width; x++) out[x] = softer[row + x] - sharper[row + x]
  })
}

/** Whether `u`, which is `s` times a sample at x, is above three of another row or level. */
const topsRow = (row: Float32Array, x: number, s: number, u: number): boolean =>
  s * row[x - 1] < u && s * row[x] < u && s * row[x + 1] < u

/**
 * Whether sample x of the middle row is above (or, when negative, below) all 26 neighbours in place and scale. Of equal
 * neighbours in its own level, as computer-drawn pages have them, the first counts as the higher.
 */
const isPeak = ({ levels }: Differences, level: number, x: number, y: number): boolean => {
  const here = levels[level]
  const middle = here[y % ROWS]
  const s = middle[x] > 0 ? 1 : -1
  const u = s * middle[x]
  if (s * middle[x - 1] >= u || s * middle[x + 1] > u) return false
  const below = here[(y + 1) % ROWS]
  if (s * below[x - 1] > u || s * below[x] > u || s * below[x + 1] > u) return false
  if (!topsRow(here[(y + 2) % ROWS], x, s, u)) return false
  for (let k = 0; k < ROWS; k++) {
    if (!topsRow(levels[level - 1][k], x, s, u) || !topsRow(levels[level + 1][k], x, s, u)) return false
  }
  return true
}

/** The 27 differences about a sample, three levels of three rows of three. */
const cube = new Float64Array(27)

const gatherCube = ({ gaussians, width }: Octave, level: number, at: number): void => {
  let k = 0
  for (let l = level - 1; l <= level + 1; l++) {
    const sharper = gaussians[l]
    const softer = gaussians[l + 1]
    for (let row = at - width; row <= at + width; row += width) {
      cube[k++] = softer[row - 1] - sharper[row - 1]
      cube[k++] = softer[row] - sharper[row]
      cube[k++] = softer[row + 1] - sharper[row + 1]
    }
  }
}

/** Newton step of a quadratic through the cube: offset in x, y, level and the value there. */
const fitQuadratic = () => {
  const here = cube[13]
  const gx = 0.5 * (cube[14] - cube[12])
  const gy = 0.5 * (cube[16] - cube[10])
  const gs = 0.5 * (cube[22] - cube[4])
  const twice = 2 * here
  const xx = cube[14] + cube[12] - twice
  const yy = cube[16] + cube[10] - twice
  const ss = cube[22] + cube[4] - twice
  const xy = 0.25 * (cube[17] - cube[15] - cube[11] + cube[9])
  const xs = 0.25 * (cube[23] - cube[21] - cube[5] + cube[3])
  const ys = 0.25 * (cube[25] - cube[19] - cube[7] + cube[1])
  const cxx = yy * ss - ys * ys
  const cxy = xs * ys - xy * ss
  const cxs = xy * ys - xs * yy
  const det = xx * cxx + xy * cxy + xs * cxs
  const dx = -(cxx * gx + cxy * gy + cxs * gs) / det
  const dy = -(cxy * gx + (xx * ss - xs * xs) * gy + (xy * xs - xx * ys) * gs) / det
  const ds = -(cxs * gx + (xy * xs - xx * ys) * gy + (xx * yy - xy * xy) * gs) / det
  const value = here + 0.5 * (gx * dx + gy * dy + gs * ds)
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
    gatherCube(octave, level, y * octave.width + x)
    const fit = fitQuadratic()
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
  const { width, height } = octave
  const found: Extremum[] = []
  const floor = 0.5 * minContrast
  const differences = newDifferences(width)
  for (let y = BORDER - 1; y < Math.min(height, BORDER + 1); y++) fillRow(octave, differences, y)
  for (let y = BORDER; y < height - BORDER; y++) {
    fillRow(octave, differences, y + 1)
    for (let level = 1; level <= INTERVALS; level++) {
      const row = differences.levels[level][y % ROWS]
      for (let x = BORDER; x < width - BORDER; x++) {
        const v = row[x]
        if (v < floor && v > -floor) continue
        if (!isPeak(differences, level, x, y)) continue
        const peak = refine(octave, level, x, y, minContrast)
        if (peak) found.push(peak)
      }
    }
  }
  return found
}
