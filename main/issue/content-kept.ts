import type { GreyRaster } from '../document/document.ts'

/** Marks change the mean of an area this large by at most some 45 grey levels; a lost line or picture by far more. */
const AREA_MM = 2
const MOST_MEAN_CHANGE = 64

/** Words move by up to a tenth of a millimetre, and renderers may set them on the next whole pixel. */
const MOST_MOVE_MM = 0.1

interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

const inkIn = ({ data, width, height }: GreyRaster, box: Box): number => {
  let ink = 0
  for (let y = Math.max(0, box.top); y < Math.min(height, box.bottom); y++) {
    for (let x = Math.max(0, box.left); x < Math.min(width, box.right); x++) ink += 255 - data[y * width + x]
  }
  return ink
}

const widened = ({ left, top, right, bottom }: Box, by: number): Box => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
})

/**
 * Whether the copy shows what the original shows, seen from afar: the ink of every small area is found in the other
 * page's area, widened by as much as a word may have moved.
 */
export const contentKept = (original: GreyRaster, copy: GreyRaster, widthMm: number): boolean => {
  const { width, height } = original
  const pixelsPerMm = width / widthMm
  const side = Math.max(2, Math.round(AREA_MM * pixelsPerMm))
  const reach = 1 + Math.ceil(MOST_MOVE_MM * pixelsPerMm)
  const most = MOST_MEAN_CHANGE * side * side
  for (let top = 0; top + side <= height; top += side) {
    for (let left = 0; left + side <= width; left += side) {
      const area = { left, top, right: left + side, bottom: top + side }
      const around = widened(area, reach)
      if (inkIn(original, area) - inkIn(copy, around) > most) return false
      if (inkIn(copy, area) - inkIn(original, around) > most) return false
    }
  }
  return true
}
