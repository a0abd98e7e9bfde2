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

/** The 27 differences about a sample, three levels of three rows of three. */
const cube = new Float64Array(27)

const gatherCube = ({ gaussians, stride }: Octave, level: number, at: number): void => {
  let k = 0
  for (let l = level - 1; l <= level + 1; l++) {
    const sharper = gaussians[l]
    const softer = gaussians[l + 1]
    for (let row = at - stride; row <= at + stride; row += stride) {
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
    gatherCube(octave, level, y * octave.stride + x)
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
  const found: Extremum[] = []
  for (const { level, x, y } of octave.blurAndFindTops(BORDER, 0.5 * minContrast)) {
    const peak = refine(octave, level, x, y, minContrast)
    if (peak) found.push(peak)
  }
  return found
}
