import type { GreyRaster } from '../document/document.ts'

const AREA_MM = 2
/** Marks change the mean of an area this large by at most some 30 grey levels. */
const MOST_MEAN_CHANGE = 45
/** A word's own shift, and the whole pixel to which a renderer may then round it. */
const MOST_SHIFT_PX = 2

/**
 * Whether the copy, seen from afar, shows what the original shows: the mean of every small area is that of the
 * original's there or within a hair of there. What is missing but a thin line or a letter does not pass.
 */
export const contentKept = (original: GreyRaster, copy: GreyRaster, widthMm: number): boolean => {
  const { width, height } = original
  const side = Math.max(2, Math.round((AREA_MM * width) / widthMm))
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      const seen = areaMean(copy, left, top, side)
      if (Math.abs(seen - areaMean(original, left, top, side)) <= MOST_MEAN_CHANGE) continue
      if (!isNearby(original, left, top, side, seen)) return false
    }
  }
  return true
}

const areaMean = ({ width, data }: GreyRaster, left: number, top: number, side: number): number => {
  let sum = 0
  for (let y = top; y < top + side; y++) {
    for (let at = y * width + left; at < y * width + left + side; at++) sum += data[at]
  }
  return sum / (side * side)
}

const isNearby = (original: GreyRaster, left: number, top: number, side: number, seen: number): boolean => {
  let least = 255
  let most = 0
  for (let y = top - MOST_SHIFT_PX; y <= top + MOST_SHIFT_PX; y++) {
    for (let x = left - MOST_SHIFT_PX; x <= left + MOST_SHIFT_PX; x++) {
      if (x < 0 || y < 0 || x + side > original.width || y + side > original.height) continue
      const mean = areaMean(original, x, y, side)
      least = Math.min(least, mean)
      most = Math.max(most, mean)
    }
  }
  return seen >= least - MOST_MEAN_CHANGE && seen <= most + MOST_MEAN_CHANGE
}
