import type { PageLayout, TintScale } from '../../shared/mark/layout.ts'
import { signCount } from '../../shared/mark/layout.ts'
import type { GreyRaster } from '../document/document.ts'

/** Pixels that changed by more hold a moved word, a dot or the visible mark, not tint. */
const MOST_CHANGE = 9
const FEWEST_PIXELS = 4

/** How much each cell of an exactly aligned copy is darker than its surroundings became; 0 where it cannot be told. */
export const tintResiduals = (layout: PageLayout, original: GreyRaster, copy: GreyRaster): Float32Array => {
  const residuals = new Float32Array(signCount(layout, 'tint'))
  let first = 0
  for (const scale of layout.tint) {
    const means = cellMeans(layout, scale, original, copy)
    residuals.set(lessSurroundings(means, scale), first)
    first += means.length
  }
  return residuals
}

/** NaN for a cell with too few pixels. */
const cellMeans = (
  layout: PageLayout,
  scale: TintScale,
  original: GreyRaster,
  copy: GreyRaster,
): Float32Array => {
  const { width, height } = original
  const sums = new Float32Array(scale.columns * scale.rows)
  const counts = new Uint32Array(sums.length)
  const cellOf = (pixel: number, extentMm: number, pixels: number) =>
    Math.floor(((pixel + 0.5) * extentMm) / pixels / scale.cellMm)
  const columns = Uint32Array.from({ length: width }, (_, x) => cellOf(x, layout.widthMm, width))
  for (let y = 0; y < height; y++) {
    const row = cellOf(y, layout.heightMm, height) * scale.columns
    for (let x = 0, at = y * width; x < width; x++, at++) {
      const change = original.data[at] - copy.data[at]
      if (change > MOST_CHANGE || change < -MOST_CHANGE) continue
      sums[row + columns[x]] += change
      counts[row + columns[x]]++
    }
  }
  return sums.map((sum, cell) => (counts[cell] < FEWEST_PIXELS ? Number.NaN : sum / counts[cell]))
}

/** Takes off the mean of the three by three cells around, which holds the coarser scales and the marks' mean grey. */
const lessSurroundings = (means: Float32Array, { columns, rows }: TintScale): Float32Array =>
  means.map((mean, cell) => {
    if (Number.isNaN(mean)) return 0
    const column = cell % columns
    const row = (cell - column) / columns
    let sum = 0
    let count = 0
    for (let r = Math.max(0, row - 1); r <= Math.min(rows - 1, row + 1); r++) {
      for (let c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
        const near = means[r * columns + c]
        if (Number.isNaN(near)) continue
        sum += near
        count++
      }
    }
    return mean - sum / count
  })
