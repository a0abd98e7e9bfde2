import type { PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signCount } from '../../shared/mark/layout.ts'
import type { GreyRaster } from '../document/document.ts'
import { MOST_MARGIN_MM } from '../document/move-in-picture.ts'
import { pixelsOf } from './word-pixels.ts'

/** Pixels that changed by more hold a moved word, a dot or the visible mark, not tint. */
const MOST_CHANGE = 9
const FEWEST_PIXELS = 4
const UNLIKE = 128

/**
 * The copy, with what is moved in its pictures as unlike the original as can be, so that none of it counts as tint: it changes soft edges
 * by less than `MOST_CHANGE`, and so does the white about them that takes it up.
 */
const withoutMoved = (layout: PageLayout, original: GreyRaster, copy: GreyRaster): GreyRaster => {
  const moved = layout.words.filter(({ picture }) => picture !== undefined)
  if (moved.length === 0) return copy
  const { width, height } = copy
  const pixelsPerMm = width / layout.widthMm
  const data = Uint8Array.from(copy.data)
  for (const word of moved) {
    const { left, top, right, bottom } = pixelsOf(word, copy, pixelsPerMm, { aroundMm: MOST_MARGIN_MM })
    for (let y = top; y < bottom; y++) {
      for (let at = y * width + left; at < y * width + right; at++)
        data[at] = original.data[at] < UNLIKE ? 255 : 0
    }
  }
  return { width, height, data }
}

/** How much each cell of an exactly aligned copy is darker than its surroundings became; 0 where it cannot be told. */
export const tintResiduals = (layout: PageLayout, original: GreyRaster, copy: GreyRaster): Float32Array => {
  const residuals = new Float32Array(signCount(layout, 'tint'))
  const tinted = withoutMoved(layout, original, copy)
  let first = 0
  for (const scale of layout.tint) {
    const means = cellMeans(layout, scale, original, tinted)
    residuals.set(lessSurroundings(means, scale), first)
    first += means.length
  }
  return residuals
}

const firstPixel = (mm: number, extentMm: number, pixels: number): number =>
  Math.min(pixels, Math.max(0, Math.ceil((mm * pixels) / extentMm - 0.5)))

/** NaN for a cell with too few pixels. */
const cellMeans = (
  layout: PageLayout,
  scale: TintScale,
  original: GreyRaster,
  copy: GreyRaster,
): Float32Array => {
  const { width, height, data: before } = original
  const after = copy.data
  const sums = new Int32Array(scale.columns * scale.rows)
  const counts = new Uint32Array(sums.length)
  // Where each column of cells begins; a pixel belongs to the cell that its middle lies in.
  const starts = Uint32Array.from({ length: scale.columns + 1 }, (_, column) =>
    firstPixel(column * scale.cellMm, layout.widthMm, width),
  )
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * layout.heightMm) / height / scale.cellMm) * scale.columns
    for (let column = 0; column < scale.columns; column++) {
      const end = y * width + starts[column + 1]
      let sum = 0
      let count = 0
      for (let at = y * width + starts[column]; at < end; at++) {
        const change = before[at] - after[at]
        // All ones where the change is out of bounds. A branch would be mispredicted at every edge of ink.
        const out = ((MOST_CHANGE + change) | (MOST_CHANGE - change)) >> 31
        sum += change & ~out
        count += 1 + out
      }
      sums[row + column] += sum
      counts[row + column] += count
    }
  }
  return Float32Array.from(sums, (sum, cell) =>
    counts[cell] < FEWEST_PIXELS ? Number.NaN : sum / counts[cell],
  )
}

/** Takes off the mean of the three by three cells around, which holds the coarser scales and the marks' mean grey. */
const lessSurroundings = (means: Float32Array, { columns, rows }: TintScale): Float32Array => {
  const residuals = new Float32Array(means.length)
  for (let row = 0, cell = 0; row < rows; row++) {
    const [above, below] = [Math.max(0, row - 1), Math.min(rows - 1, row + 1)]
    for (let column = 0; column < columns; column++, cell++) {
      if (Number.isNaN(means[cell])) continue
      const right = Math.min(columns - 1, column + 1)
      let sum = 0
      let count = 0
      for (let r = above; r <= below; r++) {
        for (let c = Math.max(0, column - 1); c <= right; c++) {
          const near = means[r * columns + c]
          if (Number.isNaN(near)) continue
          sum += near
          count++
        }
      }
      residuals[cell] = means[cell] - sum / count
    }
  }
  return residuals
}
