import type { InverseMap } from './inverse-map.ts'
import type { Random } from './random.ts'
import { gaussianKernel } from './blur.ts'
import { GRID_STEP } from './inverse-map.ts'

/** Standard deviation of the blur at the inverse map's grid points, in picture pixels. */
export type BlurGrid = Float32Array

/** Wider blur than this is no photograph that anybody would send. */
const MOST_SIGMA_PX = 8

/**
 * f^2 / (N p) of a phone's main camera, in pixels times millimetres at 12 megapixels: 4.25 mm, f/1.8 and 1.4 um of a 1/2.55-inch
 * sensor give 7,200; 5.7 mm, f/1.8 and 1.88 um of a 1/1.7-inch one 9,600.
 */
export const drawLens = (random: Random): number => random.between(6800, 10200)

/**
 * The thin lens's circle of confusion at each point of a picture focused on `focusMm`: its diameter is lens |d - s| / (d s), and a disc's
 * deviation along an axis is a quarter of its diameter. Added to the blur that is everywhere.
 */
export const defocusGrid = (
  map: InverseMap,
  depthMmAt: (x: number, y: number) => number,
  focusMm: number,
  lens: number,
  blurPx: number,
): BlurGrid => {
  const scale = Math.sqrt((map.width * map.height) / 12e6)
  return Float32Array.from(map.xs, (x, i) => {
    const depth = Math.max(20, depthMmAt(x, map.ys[i]))
    const defocus = ((lens / 4) * Math.abs(depth - focusMm)) / (depth * focusMm)
    return Math.min(MOST_SIGMA_PX, Math.hypot(blurPx, defocus)) * scale
  })
}

const LEVELS_PER_PX = 8

/** Index of the kernel for each pixel of a row. */
const levelsOfRow = (map: InverseMap, grid: BlurGrid, y: number, out: Uint8Array): void => {
  const gy = Math.min(map.rows - 1.000001, y / GRID_STEP)
  const row = Math.floor(gy)
  const fy = gy - row
  for (let x = 0; x < map.width; x += 1) {
    const gx = x / GRID_STEP
    const column = Math.floor(gx)
    const p = row * map.columns + column
    const q = p + map.columns
    const left = grid[p] + fy * (grid[q] - grid[p])
    const right = grid[p + 1] + fy * (grid[q + 1] - grid[p + 1])
    out[x] = (left + (gx - column) * (right - left)) * LEVELS_PER_PX + 0.5
  }
}

const KERNELS: readonly Float32Array[] = Array.from(
  { length: MOST_SIGMA_PX * LEVELS_PER_PX + 1 },
  (_, level) => (level < 2 ? Float32Array.of(1) : gaussianKernel(level / LEVELS_PER_PX)),
)

const clampedIndices = (from: number, count: number, most: number, times: number): Int32Array =>
  Int32Array.from({ length: count }, (_, k) => times * Math.min(most, Math.max(0, from + k)))

const MOST_REACH = Math.max(...KERNELS.map((kernel) => kernel.length)) >> 1

/** Gaussian blur of a width that changes slowly over the picture, in place, edges held: across, then down. */
export const blurByGrid = (plane: Float32Array, map: InverseMap, grid: BlurGrid): void => {
  const { width, height } = map
  const levels = new Uint8Array(width)
  const across = new Float32Array(width * height)
  // Where the samples of a row lie, its ends held.
  const columns = clampedIndices(-MOST_REACH, width + 2 * MOST_REACH, width - 1, 1)
  for (let y = 0; y < height; y += 1) {
    levelsOfRow(map, grid, y, levels)
    const from = y * width
    for (let x = 0; x < width; x += 1) {
      const kernel = KERNELS[levels[x]]
      const first = x + MOST_REACH - (kernel.length >> 1)
      let sum = 0
      for (let k = 0; k < kernel.length; k += 1) sum += kernel[k] * plane[from + columns[first + k]]
      across[from + x] = sum
    }
  }
  for (let y = 0; y < height; y += 1) {
    levelsOfRow(map, grid, y, levels)
    const rows = clampedIndices(y - MOST_REACH, 2 * MOST_REACH + 1, height - 1, width)
    for (let x = 0; x < width; x += 1) {
      const kernel = KERNELS[levels[x]]
      const first = MOST_REACH - (kernel.length >> 1)
      let sum = 0
      for (let k = 0; k < kernel.length; k += 1) sum += kernel[k] * across[rows[first + k] + x]
      plane[y * width + x] = sum
    }
  }
}
