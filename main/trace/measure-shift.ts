import type { Plane } from '../../shared/maths/plane.ts'
import { leastOf } from '../image/least-of.ts'
import { likenessAtMoves, likenessOf, type Template } from '../image/likeness-at-moves.ts'

/** Pixels [x0, x1) x [y0, y1) of the original. */
export interface Box {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** Where a box of the original is found in the straightened picture, relative to where it was expected, in pixels. */
export interface Shift {
  readonly dx: number
  readonly dy: number
  /** Information about (dx, dy), 1/px^2: inverse covariance. */
  readonly xx: number
  readonly xy: number
  readonly yy: number
  /** Zero-mean normalised cross-correlation at the shift found, -1 to 1. */
  readonly likeness: number
}

/** Photometric errors of neighbouring pixels go together: an error counts for about this many pixels. */
const ERROR_CORRELATION_PX = 4

/** Of every `step`-th pixel of a box of the original. */
const templateOf = (original: Plane, box: Box, step: number): Template => {
  const columns = Math.ceil((box.x1 - box.x0) / step)
  const rows = Math.ceil((box.y1 - box.y0) / step)
  const values = new Float32Array(columns * rows)
  const offsets = new Int32Array(columns * rows)
  let sum = 0
  for (let k = 0; k < values.length; k++) {
    const at = (box.y0 + step * Math.floor(k / columns)) * original.width + box.x0 + step * (k % columns)
    offsets[k] = at
    values[k] = original.data[at]
    sum += values[k]
  }
  let squares = 0
  for (let k = 0; k < values.length; k++) {
    values[k] -= sum / values.length
    squares += values[k] * values[k]
  }
  return { values, offsets, norm: Math.sqrt(squares) }
}

/** Likeness of the template to the picture moved by a whole number of samples. */
const likenessAt = (template: Template, seen: Float32Array, move: number): number => {
  const { values, offsets } = template
  let sum = 0
  let squares = 0
  let product = 0
  for (let k = 0; k < values.length; k++) {
    const v = seen[offsets[k] + move]
    sum += v
    squares += v * v
    product += v * values[k]
  }
  return likenessOf(template, sum, squares, product)
}

const peakOffset = (before: number, at: number, after: number): number => {
  const curve = before - 2 * at + after
  return curve >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / curve))
}

/** Places are sifted by every so many of the pixels each way, and the most promising ones compared by all. */
const SIFT = 2
const PROMISING = 12

/**
 * Looks for the box everywhere within `radius` pixels. The information is that of the peak's curvature,
 * shrunk where another peak is nearly as good (text lines repeat). Null when the search leaves the picture.
 */
export const searchShift = (
  original: Plane,
  seen: Plane,
  inside: Uint8Array,
  box: Box,
  radius: number,
): Shift | null => {
  if (!boxIsInside(seen, inside, box, radius)) return null
  const side = 2 * radius + 1
  const step = (box.x1 - box.x0) * (box.y1 - box.y0) > 600 ? 2 : 1
  const sift = templateOf(original, box, SIFT * step)
  const template = templateOf(original, box, step)
  const moveAt = (at: number) => (Math.floor(at / side) - radius) * seen.width + (at % side) - radius
  const unlike = likenessAtMoves(sift, seen, radius).map((likeness) => -likeness)
  const promising = new Int32Array(PROMISING)
  leastOf(unlike, promising)
  const known = new Map<number, number>()
  const exact = (at: number): number => {
    const likeness = known.get(at) ?? likenessAt(template, seen.data, moveAt(at))
    known.set(at, likeness)
    return likeness
  }
  let best = promising.reduce((a, b) => (exact(b) > exact(a) ? b : a))
  const isOnEdge = (at: number) =>
    at % side === 0 || at % side === side - 1 || at < side || at >= unlike.length - side
  // Uphill from there: what the sift put among the rest may be higher still.
  for (;;) {
    if (isOnEdge(best)) return null
    const around = [best - 1, best + 1, best - side, best + side]
    const higher = around.reduce((a, b) => (exact(b) > exact(a) ? b : a))
    if (exact(higher) <= exact(best)) break
    best = higher
  }
  const bx = best % side
  const by = Math.floor(best / side)
  const isFar = (at: number) => Math.max(Math.abs((at % side) - bx), Math.abs(Math.floor(at / side) - by)) > 2
  const rival = promising.reduce((most, at) => (isFar(at) ? Math.max(most, exact(at)) : most), 0)
  const peak = exact(best)
  const [left, right, above, below] = [best - 1, best + 1, best - side, best + side].map(exact)
  const clear = Math.max(0, peak - rival) / Math.max(1e-6, peak)
  const bendX = 2 * peak - left - right
  const bendY = 2 * peak - above - below
  const trust = Math.min(1, 4 * clear) ** 2
  return {
    dx: bx - radius + peakOffset(left, peak, right),
    dy: by - radius + peakOffset(above, peak, below),
    xx: trust * Math.min(16, 40 * bendX),
    xy: 0,
    yy: trust * Math.min(16, 40 * bendY),
    likeness: peak,
  }
}

/** Whether the picture shows the box, with this margin around it. */
export const boxIsInside = (seen: Plane, inside: Uint8Array, box: Box, margin: number): boolean => {
  const x0 = box.x0 - margin
  const y0 = box.y0 - margin
  const x1 = box.x1 + margin
  const y1 = box.y1 + margin
  if (x0 < 0 || y0 < 0 || x1 > seen.width || y1 > seen.height) return false
  const xm = (x0 + x1) >> 1
  const ym = (y0 + y1) >> 1
  for (const x of [x0, xm, x1 - 1])
    for (const y of [y0, ym, y1 - 1]) if (!inside[y * seen.width + x]) return false
  return true
}

/** A box of the original with its gradients, and the sums over it that do not change while it is sought. */
interface TexturedBox {
  readonly box: Box
  readonly t: Float32Array
  readonly gx: Float32Array
  readonly gy: Float32Array
  readonly n: number
  readonly sumT: number
  readonly sumTT: number
  readonly sumGx: number
  readonly sumGy: number
  readonly gxt: number
  readonly gyt: number
  readonly gxx: number
  readonly gxy: number
  readonly gyy: number
}

/** Samples and gradients of the box that is looked at: one at a time, and thousands one after the other, so all lie in the same memory. */
let room = { t: new Float32Array(0), gx: new Float32Array(0), gy: new Float32Array(0) }

const roomFor = (n: number): typeof room => {
  if (room.t.length < n) room = { t: new Float32Array(n), gx: new Float32Array(n), gy: new Float32Array(n) }
  return room
}

/** Good until the next is asked for. Null where the box has no texture. */
const texturedBox = ({ width, data }: Plane, box: Box): TexturedBox | null => {
  const n = (box.x1 - box.x0) * (box.y1 - box.y0)
  const { t, gx, gy } = roomFor(n)
  let sumT = 0
  let sumTT = 0
  let sumGx = 0
  let sumGy = 0
  let gxt = 0
  let gyt = 0
  let gxx = 0
  let gxy = 0
  let gyy = 0
  for (let y = box.y0, k = 0; y < box.y1; y++) {
    for (let at = y * width + box.x0, end = y * width + box.x1; at < end; at++, k++) {
      const v = data[at]
      const dx = 0.5 * (data[at + 1] - data[at - 1])
      const dy = 0.5 * (data[at + width] - data[at - width])
      t[k] = v
      gx[k] = dx
      gy[k] = dy
      sumT += v
      sumTT += v * v
      sumGx += dx
      sumGy += dy
      gxt += dx * v
      gyt += dy * v
      gxx += dx * dx
      gxy += dx * dy
      gyy += dy * dy
    }
  }
  if (sumTT - (sumT * sumT) / n < 1e-3 * n) return null
  return { box, t, gx, gy, n, sumT, sumTT, sumGx, sumGy, gxt, gyt, gxx, gxy, gyy }
}

/** Reading of the box in the picture moved by (dx, dy): regression on the original, and the step that would mend the shift. */
interface Reading {
  readonly stepX: number
  readonly stepY: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
  readonly likeness: number
}

/** Sums over the box of the picture, moved by (dx, dy), with the original and its gradients. */
const crossSums = (textured: TexturedBox, seen: Plane, dx: number, dy: number) => {
  const { box, t, gx, gy } = textured
  const { width, data } = seen
  const fx = Math.floor(dx)
  const fy = Math.floor(dy)
  const ax = dx - fx
  const ay = dy - fy
  const w00 = (1 - ax) * (1 - ay)
  const w10 = ax * (1 - ay)
  const w01 = (1 - ax) * ay
  const w11 = ax * ay
  let i1 = 0
  let ii = 0
  let it = 0
  let gxi = 0
  let gyi = 0
  for (let y = box.y0, k = 0; y < box.y1; y++) {
    let at = (y + fy) * width + box.x0 + fx
    for (let x = box.x0; x < box.x1; x++, at++, k++) {
      const i = w00 * data[at] + w10 * data[at + 1] + w01 * data[at + width] + w11 * data[at + width + 1]
      i1 += i
      ii += i * i
      it += i * t[k]
      gxi += gx[k] * i
      gyi += gy[k] * i
    }
  }
  return { i1, ii, it, gxi, gyi }
}

const leaves = (seen: Plane, box: Box, dx: number, dy: number): boolean => {
  const fx = Math.floor(dx)
  const fy = Math.floor(dy)
  return box.x0 + fx < 0 || box.y0 + fy < 0 || box.x1 + fx >= seen.width || box.y1 + fy >= seen.height
}

const readBox = (o: TexturedBox, seen: Plane, dx: number, dy: number): Reading | null => {
  if (leaves(seen, o.box, dx, dy)) return null
  const { i1, ii, it, gxi, gyi } = crossSums(o, seen, dx, dy)
  const vt = o.sumTT - (o.sumT * o.sumT) / o.n
  const vi = ii - (i1 * i1) / o.n
  const vit = it - (i1 * o.sumT) / o.n
  const gain = vit / vt
  if (gain <= 1e-3) return null
  const offset = (i1 - gain * o.sumT) / o.n
  const error = Math.max(0, vi - gain * gain * vt)
  // e = seen - offset - gain * original; the step solves (G + ridge) d = -sum(g e) / gain.
  const ex = gxi - offset * o.sumGx - gain * o.gxt
  const ey = gyi - offset * o.sumGy - gain * o.gyt
  const ridge = 1e-3 * (o.gxx + o.gyy) + 1e-6
  const det = (o.gxx + ridge) * (o.gyy + ridge) - o.gxy * o.gxy
  const noise = (ERROR_CORRELATION_PX * (error / o.n + 1)) / (gain * gain)
  return {
    stepX: -((o.gyy + ridge) * ex - o.gxy * ey) / det / gain,
    stepY: -((o.gxx + ridge) * ey - o.gxy * ex) / det / gain,
    xx: o.gxx / noise,
    xy: o.gxy / noise,
    yy: o.gyy / noise,
    likeness: vi <= 1e-6 ? 0 : vit / Math.sqrt(vt * vi),
  }
}

/** Steps shorter than this are not worth another look, pixels: a hundredth is 2 micrometres and less. */
const LEAST_STEP_PX = 0.01
const ROUNDS = 7

/**
 * Sub-pixel shift by Lucas and Kanade's method (inverse form of Baker and Matthews 2004: the original's
 * gradients serve throughout), with the picture's gain and offset over the box fitted along.
 * Null where the box has no texture, leaves the picture, or the steps run beyond `limit` pixels.
 */
export const refineShift = (
  original: Plane,
  seen: Plane,
  inside: Uint8Array,
  box: Box,
  start: { readonly dx: number; readonly dy: number },
  limit: number,
): Shift | null => {
  const safe = {
    x0: Math.max(1, box.x0),
    y0: Math.max(1, box.y0),
    x1: Math.min(original.width - 1, box.x1),
    y1: Math.min(original.height - 1, box.y1),
  }
  if (safe.x1 - safe.x0 < 3 || safe.y1 - safe.y0 < 3 || !boxIsInside(seen, inside, safe, 0)) return null
  const textured = texturedBox(original, safe)
  if (textured === null) return null
  let { dx, dy } = start
  for (let round = 1; round <= ROUNDS; round++) {
    const reading = readBox(textured, seen, dx, dy)
    if (reading === null) return null
    const stride = Math.hypot(reading.stepX, reading.stepY)
    const brake = stride > 1 ? 1 / stride : 1
    dx += brake * reading.stepX
    dy += brake * reading.stepY
    if (Math.hypot(dx - start.dx, dy - start.dy) > limit) return null
    if (stride < LEAST_STEP_PX || round === ROUNDS)
      return { dx, dy, xx: reading.xx, xy: reading.xy, yy: reading.yy, likeness: reading.likeness }
  }
  return null
}
