import type { Plane } from '../../shared/maths/plane.ts'
import { levelFor, type Pyramid } from '../image/pyramid.ts'
import { warpByField } from '../image/warp-plane.ts'
import { placeOnPicture, scaleAt, type Sheet } from './sheet.ts'

/** The picture straightened onto the page: pixel (i, j) shows page point ((i + 0.5), (j + 0.5)) / pxPerMm. */
export interface Straightened {
  readonly plane: Plane
  /** 1 where the picture shows the page. */
  readonly inside: Uint8Array
  readonly pxPerMm: number
}

/** The map is smooth: it is worked out at every KNOT-th pixel and interpolated between. */
const KNOT = 8

/** The picture's coarsest scale on the page, among nine points that it shows: no level may be coarser. */
const leastScale = (full: Plane, sheet: Sheet, widthMm: number, heightMm: number): number => {
  const scales: number[] = []
  for (const u of [0.1, 0.5, 0.9]) {
    for (const v of [0.1, 0.5, 0.9]) {
      const p = placeOnPicture(sheet, u * widthMm, v * heightMm)
      if (p.x < 0 || p.y < 0 || p.x > full.width || p.y > full.height) continue
      scales.push(scaleAt(sheet, u * widthMm, v * heightMm))
    }
  }
  return scales.length === 0 ? scaleAt(sheet, widthMm / 2, heightMm / 2) : Math.min(...scales)
}

export const rectify = (
  picture: Pyramid,
  sheet: Sheet,
  widthMm: number,
  heightMm: number,
  pxPerMm: number,
): Straightened => {
  const full = picture.levels[0]
  const level = levelFor(picture, leastScale(full, sheet, widthMm, heightMm) / pxPerMm)
  const fx = level.width / full.width
  const fy = level.height / full.height
  const width = Math.max(1, Math.round(widthMm * pxPerMm))
  const height = Math.max(1, Math.round(heightMm * pxPerMm))
  const columns = Math.ceil(width / KNOT) + 1
  const rows = Math.ceil(height / KNOT) + 1
  const knotX = new Float32Array(columns * rows)
  const knotY = new Float32Array(columns * rows)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const p = placeOnPicture(sheet, (c * KNOT + 0.5) / pxPerMm, (r * KNOT + 0.5) / pxPerMm)
      knotX[r * columns + c] = (p.x + 0.5) * fx - 0.5
      knotY[r * columns + c] = (p.y + 0.5) * fy - 0.5
    }
  }
  const xs = new Float32Array(width * height)
  const ys = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    const r = Math.floor(y / KNOT)
    const fy = y / KNOT - r
    for (let x = 0; x < width; x++) {
      const c = Math.floor(x / KNOT)
      const fx = x / KNOT - c
      const at = r * columns + c
      const at2 = at + columns
      const o = y * width + x
      xs[o] =
        (1 - fy) * ((1 - fx) * knotX[at] + fx * knotX[at + 1]) +
        fy * ((1 - fx) * knotX[at2] + fx * knotX[at2 + 1])
      ys[o] =
        (1 - fy) * ((1 - fx) * knotY[at] + fx * knotY[at + 1]) +
        fy * ((1 - fx) * knotY[at2] + fx * knotY[at2 + 1])
    }
  }
  return { ...warpByField(level, xs, ys, width, height), pxPerMm }
}
