import type { Plane } from '../../shared/maths/plane.ts'
import { newPlane } from '../../shared/maths/plane.ts'

/** What one destination sample takes from a line: `weights` from source sample `first` on. */
interface Tap {
  readonly first: number
  readonly weights: Float64Array
}

/** Shares of the source samples that a destination sample covers. */
const areaTap = (i: number, from: number, to: number): Tap => {
  const start = (i * from) / to
  const end = ((i + 1) * from) / to
  const first = Math.floor(start)
  const last = Math.min(from - 1, Math.ceil(end) - 1)
  const covered = (k: number) => (Math.min(end, k + 1) - Math.max(start, k)) / (end - start)
  return { first, weights: Float64Array.from({ length: last - first + 1 }, (_, k) => covered(first + k)) }
}

/** Catmull-Rom weights, with those beyond the edge folded into the edge sample. */
const cubicTap = (i: number, from: number, to: number): Tap => {
  const place = ((i + 0.5) * from) / to - 0.5
  const base = Math.floor(place)
  const t = place - base
  const cubic = [
    0.5 * t * (-1 + t * (2 - t)),
    1 + 0.5 * t * t * (-5 + 3 * t),
    0.5 * t * (1 + t * (4 - 3 * t)),
    0.5 * t * t * (t - 1),
  ]
  const first = Math.max(0, base - 1)
  const last = Math.min(from - 1, base + 2)
  const weights = new Float64Array(last - first + 1)
  cubic.forEach((w, k) => {
    weights[Math.min(last, Math.max(first, base - 1 + k)) - first] += w
  })
  return { first, weights }
}

const tapsFor = (from: number, to: number): Tap[] =>
  Array.from({ length: to }, (_, i) => (to < from ? areaTap(i, from, to) : cubicTap(i, from, to)))

const resizeRows = (plane: Plane, width: number): Plane => {
  const out = newPlane(width, plane.height)
  const taps = tapsFor(plane.width, width)
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < width; x++) {
      const { first, weights } = taps[x]
      const at = y * plane.width + first
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k] * plane.data[at + k]
      out.data[y * width + x] = sum
    }
  }
  return out
}

const resizeColumns = (plane: Plane, height: number): Plane => {
  const { width } = plane
  const out = newPlane(width, height)
  tapsFor(plane.height, height).forEach(({ first, weights }, y) => {
    for (let x = 0; x < width; x++) {
      let sum = 0
      for (let k = 0; k < weights.length; k++) sum += weights[k] * plane.data[(first + k) * width + x]
      out.data[y * width + x] = sum
    }
  })
  return out
}

/**
 * Another size for the same view: each way by the mean over the area covered when shrinking, bicubic when
 * enlarging. A place x becomes (x + 0.5) * width / plane.width - 0.5.
 */
export const resizePlane = (plane: Plane, width: number, height: number): Plane => {
  const rows = width === plane.width ? plane : resizeRows(plane, width)
  return height === rows.height ? rows : resizeColumns(rows, height)
}
