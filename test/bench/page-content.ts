import type { GreyRaster } from '../../main/document/document.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { View } from '../leak/leak-types.ts'

/** Resolution of the original by which a piece is judged. */
export const LOOK_PX_PER_MM = 4

const CELL_MM = 2
const CELL_PX = CELL_MM * LOOK_PX_PER_MM
/** Grey levels by which a cell's rows, and its columns, must differ: text and pictures do both, rules and bare paper do not. */
const DIFFERS_BY = 10

const range = (values: Float64Array): number => Math.max(...values) - Math.min(...values)

const isBusy = ({ width, data }: GreyRaster, left: number, top: number): boolean => {
  const rows = new Float64Array(CELL_PX)
  const columns = new Float64Array(CELL_PX)
  for (let y = 0; y < CELL_PX; y++) {
    for (let x = 0; x < CELL_PX; x++) {
      const value = data[(top + y) * width + left + x] / CELL_PX
      rows[y] += value
      columns[x] += value
    }
  }
  return range(rows) >= DIFFERS_BY && range(columns) >= DIFFERS_BY
}

/** Middles of the squares of 2 mm with text or a picture in them, page millimetres. */
export const busyPlaces = (original: GreyRaster): Point[] => {
  const places: Point[] = []
  for (let top = 0; top + CELL_PX <= original.height; top += CELL_PX) {
    for (let left = 0; left + CELL_PX <= original.width; left += CELL_PX) {
      if (!isBusy(original, left, top)) continue
      places.push({ x: (left + CELL_PX / 2) / LOOK_PX_PER_MM, y: (top + CELL_PX / 2) / LOOK_PX_PER_MM })
    }
  }
  return places
}

/** Squares that a piece must show to be worth leaking: about two lines of eight centimetres. */
const LEAST_SHOWN = 60
/** On pages with little on them, this share of all there is. */
const LEAST_SHARE = 0.4

/** Whether a piece of the page shows text or a picture, by the simulator's knowledge of where things lie. */
export const showsContent = ({ toPixel, width, height }: View, places: readonly Point[]): boolean => {
  let shown = 0
  for (const { x, y } of places) {
    const at = toPixel(x, y)
    if (at.x > 0 && at.y > 0 && at.x < width && at.y < height) shown++
  }
  return shown >= Math.max(1, Math.min(LEAST_SHOWN, LEAST_SHARE * places.length))
}
