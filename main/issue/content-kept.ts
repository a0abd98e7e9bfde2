import type { GreyRaster } from '../document/document.ts'

/** Marks change the mean of an area this large by at most some 30 grey levels; a lost line or picture by far more. */
const AREA_MM = 2
const MOST_MEAN_CHANGE = 64

/** Whether the copy shows what the original shows, seen from afar. */
export const contentKept = (original: GreyRaster, copy: GreyRaster, widthMm: number): boolean => {
  const { width, height } = original
  const side = Math.max(2, Math.round((AREA_MM * width) / widthMm))
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      let sum = 0
      for (let y = top; y < top + side; y++) {
        for (let at = y * width + left; at < y * width + left + side; at++)
          sum += original.data[at] - copy.data[at]
      }
      if (Math.abs(sum) > MOST_MEAN_CHANGE * side * side) return false
    }
  }
  return true
}
