import type { Extremum } from './extrema.ts'
import { quickTurn } from './quick-angle.ts'
import type { Octave } from './scale-space.ts'

/** Cells each way. */
export const DESCRIPTOR_CELLS = 4
/** To each cell: from along the gradient towards across it. */
export const DESCRIPTOR_DIRECTIONS = 8
/** Directions of a cell by themselves, cells along the gradient, then across it. */
export const DESCRIPTOR_LENGTH = DESCRIPTOR_CELLS * DESCRIPTOR_CELLS * DESCRIPTOR_DIRECTIONS

const CELLS = DESCRIPTOR_CELLS
const BINS = DESCRIPTOR_DIRECTIONS
/** A cell is 3 sigma wide (Lowe 2004, section 6), and a picture blurred by sigma changes little between samples so far apart. */
const CELL_SIGMAS = 3
const SAMPLES_PER_CELL = 3
/** Half a cell beyond the square on each side still shares into its cells, and one more sample for the gradient. */
const GRID = CELLS * SAMPLES_PER_CELL + SAMPLES_PER_CELL
const PATCH = GRID + 2
const CLIP = 0.2
/** Cells with a rim about them that takes what falls outside, and is dropped. */
const RIMMED = CELLS + 2

const patch = new Float64Array(PATCH * PATCH)
const rimmed = new Float64Array(RIMMED * RIMMED * BINS)
const bins = new Float64Array(DESCRIPTOR_LENGTH)

/** Place of grid sample i among the rimmed cells: lower cell, and the share of the upper one. */
const cellPosition = Float64Array.from({ length: GRID }, (_, i) => (i + 0.5) / SAMPLES_PER_CELL)
const lowerCell = Int32Array.from(cellPosition, Math.floor)
const upperShare = Float64Array.from(cellPosition, (at) => at - Math.floor(at))
const windowWeight = Float64Array.from({ length: GRID }, (_, i) => {
  const cellsFromCentre = (i + 0.5 - GRID / 2) / SAMPLES_PER_CELL
  return Math.exp(-(cellsFromCentre * cellsFromCentre) / (2 * (CELLS / 2) * (CELLS / 2)))
})

/** Samples the level on a grid turned by `angle` and spaced with the peak's sigma, bilinearly, edges replicated. */
const samplePatch = (octave: Octave, peak: Extremum, angle: number): void => {
  const { width, height, stride } = octave
  const level = octave.gaussians[peak.level]
  const spacing = (CELL_SIGMAS * peak.sigma) / SAMPLES_PER_CELL
  const cos = Math.cos(angle) * spacing
  const sin = Math.sin(angle) * spacing
  const middle = (PATCH - 1) / 2
  for (let j = 0; j < PATCH; j++) {
    for (let i = 0; i < PATCH; i++) {
      const u = i - middle
      const v = j - middle
      const x = Math.min(width - 1.001, Math.max(0, peak.x + cos * u - sin * v))
      const y = Math.min(height - 1.001, Math.max(0, peak.y + sin * u + cos * v))
      const ix = x | 0
      const iy = y | 0
      const fx = x - ix
      const at = iy * stride + ix
      const top = level[at] + fx * (level[at + 1] - level[at])
      const bottom = level[at + stride] + fx * (level[at + stride + 1] - level[at + stride])
      patch[j * PATCH + i] = top + (y - iy) * (bottom - top)
    }
  }
}

/** Shares each gradient among the two nearest cells each way and the two nearest directions. */
const gatherBins = (): void => {
  rimmed.fill(0)
  for (let j = 0; j < GRID; j++) {
    const top = lowerCell[j] * RIMMED
    const fy = upperShare[j]
    for (let i = 0; i < GRID; i++) {
      const at = (j + 1) * PATCH + i + 1
      const gx = patch[at + 1] - patch[at - 1]
      const gy = patch[at + PATCH] - patch[at - PATCH]
      const power = gx * gx + gy * gy
      if (power < 1e-9) continue
      const direction = quickTurn(gx, gy) * BINS
      const weight = windowWeight[i] * windowWeight[j] * Math.sqrt(power)
      const d0 = direction | 0
      const fd = direction - d0
      const low = d0 & (BINS - 1)
      const high = (d0 + 1) & (BINS - 1)
      const cell = (top + lowerCell[i]) * BINS
      const below = cell + RIMMED * BINS
      const right = upperShare[i] * weight
      const left = weight - right
      const lowerRight = right * fy
      const lowerLeft = left * fy
      const upperRight = right - lowerRight
      const upperLeft = left - lowerLeft
      rimmed[cell + low] += upperLeft * (1 - fd)
      rimmed[cell + high] += upperLeft * fd
      rimmed[cell + BINS + low] += upperRight * (1 - fd)
      rimmed[cell + BINS + high] += upperRight * fd
      rimmed[below + low] += lowerLeft * (1 - fd)
      rimmed[below + high] += lowerLeft * fd
      rimmed[below + BINS + low] += lowerRight * (1 - fd)
      rimmed[below + BINS + high] += lowerRight * fd
    }
  }
  for (let y = 0; y < CELLS; y++) {
    const from = ((y + 1) * RIMMED + 1) * BINS
    for (let k = 0; k < CELLS * BINS; k++) bins[y * CELLS * BINS + k] = rimmed[from + k]
  }
}

/**
 * Writes the 128 numbers of a peak seen along `angle` to `out` at `offset`: 4 x 4 cells of 8 directions,
 * clipped as Lowe does, then the square roots of their shares (Arandjelovic and Zisserman, "Three things
 * everyone should know", CVPR 2012), so that plain Euclidean distance compares them well; 512 is unit length.
 */
export const describe = (
  octave: Octave,
  peak: Extremum,
  angle: number,
  out: Uint8Array,
  offset: number,
): void => {
  samplePatch(octave, peak, angle)
  gatherBins()
  let power = 1e-12
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++) power += bins[i] * bins[i]
  const clip = CLIP * Math.sqrt(power)
  let total = 1e-12
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++) {
    if (bins[i] > clip) bins[i] = clip
    total += bins[i]
  }
  for (let i = 0; i < DESCRIPTOR_LENGTH; i++)
    out[offset + i] = Math.min(255, Math.round(512 * Math.sqrt(bins[i] / total)))
}
