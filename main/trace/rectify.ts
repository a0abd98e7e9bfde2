import type { Plane } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { sampleCubic } from '../image/sample-plane.ts'
import { isInside, samplerOf, type Sampler } from '../image/sample-run.ts'
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

/** Where knots lie on a level of the picture, pixels. */
interface Knots {
  readonly columns: number
  readonly x: Float32Array
  readonly y: Float32Array
}

const knotsOf = (
  sheet: Sheet,
  pxPerMm: number,
  size: { width: number; height: number },
  full: Plane,
  level: Plane,
): Knots => {
  const columns = Math.ceil(size.width / KNOT) + 1
  const rows = Math.ceil(size.height / KNOT) + 1
  const x = new Float32Array(columns * rows)
  const y = new Float32Array(columns * rows)
  const fx = level.width / full.width
  const fy = level.height / full.height
  for (let k = 0; k < x.length; k++) {
    const p = placeOnPicture(
      sheet,
      ((k % columns) * KNOT + 0.5) / pxPerMm,
      (Math.floor(k / columns) * KNOT + 0.5) / pxPerMm,
    )
    x[k] = (p.x + 0.5) * fx - 0.5
    y[k] = (p.y + 0.5) * fy - 0.5
  }
  return { columns, x, y }
}

/** What is straightened, from where, and how far that has come. */
interface Straightening {
  readonly level: Plane
  readonly knots: Knots
  readonly width: number
  readonly height: number
  readonly sampler: Sampler
  readonly inside: Uint8Array
}

/** Fills the square of pixels between four knots. */
const fillSquare = (
  { level, knots, width, height, sampler: { run, out }, inside }: Straightening,
  at: number,
  x0: number,
  y0: number,
) => {
  const below = at + knots.columns
  const right = level.width - 0.5
  const bottom = level.height - 0.5
  const x1 = Math.min(width, x0 + KNOT)
  const y1 = Math.min(height, y0 + KNOT)
  for (let y = y0; y < y1; y++) {
    const v = (y - y0) / KNOT
    const leftX = (1 - v) * knots.x[at] + v * knots.x[below]
    const leftY = (1 - v) * knots.y[at] + v * knots.y[below]
    const stepX = ((1 - v) * knots.x[at + 1] + v * knots.x[below + 1] - leftX) / KNOT
    const stepY = ((1 - v) * knots.y[at + 1] + v * knots.y[below + 1] - leftY) / KNOT
    const row = y * width + x0
    const last = x1 - 1 - x0
    if (isInside(level, leftX, leftY) && isInside(level, leftX + last * stepX, leftY + last * stepY)) {
      run(row, x1 - x0, leftX, leftY, stepX, stepY)
      inside.fill(1, row, row + x1 - x0)
      continue
    }
    for (let x = x0, o = row; x < x1; x++, o++) {
      const px = leftX + (x - x0) * stepX
      const py = leftY + (x - x0) * stepY
      if (!(px >= -0.5 && py >= -0.5 && px <= right && py <= bottom)) continue
      out[o] = sampleCubic(level, px, py)
      inside[o] = 1
    }
  }
}

const isFarOutside = (level: Plane, knots: Knots, at: number): boolean => {
  const corners = [at, at + 1, at + knots.columns, at + knots.columns + 1]
  const all = (beyond: (k: number) => boolean) => corners.every(beyond)
  return (
    all((k) => knots.x[k] < -0.5) ||
    all((k) => knots.y[k] < -0.5) ||
    all((k) => knots.x[k] > level.width - 0.5) ||
    all((k) => knots.y[k] > level.height - 0.5)
  )
}

/** Reads the picture at the level that fits; shrinking by the rest, at most the root of two, the lens has blurred enough. */
export const rectify = (
  picture: Pyramid,
  sheet: Sheet,
  widthMm: number,
  heightMm: number,
  pxPerMm: number,
): Straightened => {
  const { full } = picture
  const level = picture.level(leastScale(full, sheet, widthMm, heightMm) / pxPerMm)
  const width = Math.max(1, Math.round(widthMm * pxPerMm))
  const height = Math.max(1, Math.round(heightMm * pxPerMm))
  const knots = knotsOf(sheet, pxPerMm, { width, height }, full, level)
  const sampler = samplerOf(level, width * height)
  const inside = new Uint8Array(width * height)
  const straightening = { level, knots, width, height, sampler, inside }
  for (let y = 0, r = 0; y < height; y += KNOT, r++) {
    for (let x = 0, c = 0; x < width; x += KNOT, c++) {
      const at = r * knots.columns + c
      if (!isFarOutside(level, knots, at)) fillSquare(straightening, at, x, y)
    }
  }
  return { plane: { width, height, data: sampler.out.slice() }, inside, pxPerMm }
}

/** Neither paper nor ink: nothing is known of what is not seen. */
const UNSEEN_GREY = 150

/** For people to look at: what the picture does not show of the page is grey, not black as ink. */
export const withRestGrey = ({ plane, inside }: Straightened): Plane => ({
  ...plane,
  data: plane.data.map((v, k) => (inside[k] ? v : UNSEEN_GREY)),
})
