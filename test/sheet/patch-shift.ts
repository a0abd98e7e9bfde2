import type { Plane } from '../../shared/maths/plane.ts'

/** How far a patch of the page lies off in the straightened photo, in its pixels, and how alike the two are there. */
export interface PatchShift {
  readonly dx: number
  readonly dy: number
  /** Normalised cross-correlation at the best whole shift, -1 to 1. */
  readonly likeness: number
  /** Mean products of the patch's gradients: which ways it can be told to have moved. */
  readonly gxx: number
  readonly gxy: number
  readonly gyy: number
}

const LEAST_DEVIATION = 5

const patchStatistics = (plane: Plane, left: number, top: number, size: number) => {
  let [sum, squares] = [0, 0]
  for (let y = top; y < top + size; y += 1) {
    for (let x = left; x < left + size; x += 1) {
      const v = plane.data[y * plane.width + x]
      sum += v
      squares += v * v
    }
  }
  const n = size * size
  const mean = sum / n
  return { mean, deviation: Math.sqrt(Math.max(0, squares / n - mean * mean)) }
}

const correlation = (
  page: Plane,
  seen: Plane,
  left: number,
  top: number,
  size: number,
  dx: number,
  dy: number,
  own: { readonly mean: number; readonly deviation: number },
): number => {
  const other = patchStatistics(seen, left + dx, top + dy, size)
  if (other.deviation < 0.5) return 0
  let sum = 0
  for (let y = 0; y < size; y += 1) {
    const p = (top + y) * page.width + left
    const q = (top + dy + y) * seen.width + left + dx
    for (let x = 0; x < size; x += 1) sum += page.data[p + x] * seen.data[q + x]
  }
  return (sum / (size * size) - own.mean * other.mean) / (own.deviation * other.deviation)
}

/** Vertex of the parabola through three values, the middle one highest; within half a step of it. */
const vertex = (before: number, at: number, after: number): number => {
  const curve = before - 2 * at + after
  return curve >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / curve))
}

const gradients = (page: Plane, left: number, top: number, size: number) => {
  let [gxx, gxy, gyy] = [0, 0, 0]
  for (let y = top + 1; y < top + size - 1; y += 1) {
    for (let x = left + 1; x < left + size - 1; x += 1) {
      const i = y * page.width + x
      const gx = (page.data[i + 1] - page.data[i - 1]) / 2
      const gy = (page.data[i + page.width] - page.data[i - page.width]) / 2
      gxx += gx * gx
      gxy += gx * gy
      gyy += gy * gy
    }
  }
  const n = (size - 2) ** 2
  return { gxx: gxx / n, gxy: gxy / n, gyy: gyy / n }
}

/** Searches `reach` pixels each way for a square patch of the page. Null where the page shows nothing, or the place is too near the edge. */
export const patchShift = (
  page: Plane,
  seen: Plane,
  left: number,
  top: number,
  size: number,
  reach: number,
): PatchShift | null => {
  const span = size + reach + 1
  if (left - reach < 1 || top - reach < 1 || left + span > page.width || top + span > page.height) return null
  const own = patchStatistics(page, left, top, size)
  if (own.deviation < LEAST_DEVIATION) return null
  const side = 2 * reach + 1
  const scores = new Float64Array(side * side)
  let best = 0
  for (let k = 0; k < scores.length; k += 1) {
    scores[k] = correlation(
      page,
      seen,
      left,
      top,
      size,
      (k % side) - reach,
      Math.floor(k / side) - reach,
      own,
    )
    if (scores[k] > scores[best]) best = k
  }
  const [i, j] = [best % side, Math.floor(best / side)]
  if (i === 0 || j === 0 || i === side - 1 || j === side - 1) return null
  return {
    dx: i - reach + vertex(scores[best - 1], scores[best], scores[best + 1]),
    dy: j - reach + vertex(scores[best - side], scores[best], scores[best + side]),
    likeness: scores[best],
    ...gradients(page, left, top, size),
  }
}
