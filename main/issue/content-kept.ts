import type { GreyRaster } from '../document/document.ts'
import { LIGHT_ALPHA } from './draw-visible.ts'
import type { SlotBox } from './wording/slot-boxes.ts'

const AREA_MM = 2
/** On sheets of metres, looked at with few pixels to the millimetre, dots are larger too: less would be mostly a dot. */
const FEWEST_PX = 3
/** Marks change the mean of an area this large by at most some 30 grey levels. */
const MOST_MEAN_CHANGE = 45
/** On sheets of metres a stroke of the visible mark fills such an area; on black ground its light then shows most, and tint and dots beside it. */
const BESIDE_LIGHT = 12
/** A word's own shift, and the whole pixel to which a renderer may then round it. */
const MOST_SHIFT_PX = 2

/**
 * Whether the copy, seen from afar, shows what the original shows: the mean of every small area is that of the
 * original's there or within a hair of there. What is missing but a thin line or a letter does not pass. Nothing is asked of
 * the boxes `excepted`, where copies differ.
 */
export const contentKept = (
  original: GreyRaster,
  copy: GreyRaster,
  widthMm: number,
  excepted: readonly SlotBox[] = [],
): boolean => {
  const { width, height } = original
  const side = Math.max(FEWEST_PX, Math.round((AREA_MM * width) / widthMm))
  const perMm = width / widthMm
  const area = side * side
  const darker = MOST_MEAN_CHANGE * area
  const lighter = (sum: number): number =>
    Math.max(darker, LIGHT_ALPHA * (255 * area - sum) + BESIDE_LIGHT * area)
  const isKept = (seen: number, least: number, most: number): boolean =>
    seen >= least - darker && seen <= most + lighter(most)
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      const seen = areaSum(copy, left, top, side)
      if (excepted.length > 0 && touches(excepted, left / perMm, top / perMm, side / perMm)) continue
      const there = areaSum(original, left, top, side)
      if (!isKept(seen, there, there) && !isKept(seen, ...rangeNearby(original, left, top, side)))
        return false
    }
  }
  return true
}

const touches = (boxes: readonly SlotBox[], x: number, y: number, side: number): boolean =>
  boxes.some(([left, top, right, bottom]) => x < right && x + side > left && y < bottom && y + side > top)

const areaSum = ({ width, data }: GreyRaster, left: number, top: number, side: number): number => {
  let sum = 0
  for (let row = top * width + left; row < (top + side) * width + left; row += width) {
    for (let at = row; at < row + side; at++) sum += data[at]
  }
  return sum
}

/** The least and the most of the sums of areas a hair's breadth away. */
const rangeNearby = (
  original: GreyRaster,
  left: number,
  top: number,
  side: number,
): readonly [least: number, most: number] => {
  let least = Infinity
  let most = 0
  for (let y = top - MOST_SHIFT_PX; y <= top + MOST_SHIFT_PX; y++) {
    for (let x = left - MOST_SHIFT_PX; x <= left + MOST_SHIFT_PX; x++) {
      if (x < 0 || y < 0 || x + side > original.width || y + side > original.height) continue
      const sum = areaSum(original, x, y, side)
      least = Math.min(least, sum)
      most = Math.max(most, sum)
    }
  }
  return [least, most]
}
