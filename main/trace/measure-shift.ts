import type { Plane } from '../../shared/maths/plane.ts'

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

interface Moments {
  n: number
  i: number
  t: number
  ii: number
  it: number
  tt: number
}

const likenessOf = (m: Moments): number => {
  const vt = m.tt - (m.t * m.t) / m.n
  const vi = m.ii - (m.i * m.i) / m.n
  return vt <= 1e-6 || vi <= 1e-6 ? 0 : (m.it - (m.i * m.t) / m.n) / Math.sqrt(vt * vi)
}

/** Every `step`-th pixel of a box of the original, with its mean taken out, and where it lies in the straightened picture. */
interface Template {
  readonly values: Float32Array
  readonly offsets: Int32Array
  /** Root of the sum of squares. */
  readonly norm: number
}

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
const likenessAt = ({ values, offsets, norm }: Template, seen: Float32Array, move: number): number => {
  let sum = 0
  let squares = 0
  let product = 0
  for (let k = 0; k < values.length; k++) {
    const v = seen[offsets[k] + move]
    sum += v
    squares += v * v
    product += v * values[k]
  }
  const variance = squares - (sum * sum) / values.length
  return variance <= 1e-6 || norm <= 1e-3 ? 0 : product / (norm * Math.sqrt(variance))
}

const peakOffset = (before: number, at: number, after: number): number => {
  const curve = before - 2 * at + after
  return curve >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / curve))
}

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
  const scores = new Float32Array(side * side)
  const step = (box.x1 - box.x0) * (box.y1 - box.y0) > 600 ? 2 : 1
  const template = templateOf(original, box, step)
  let best = 0
  for (let at = 0; at < scores.length; at++) {
    const move = (Math.floor(at / side) - radius) * seen.width + (at % side) - radius
    scores[at] = likenessAt(template, seen.data, move)
    if (scores[at] > scores[best]) best = at
  }
  const bx = best % side
  const by = Math.floor(best / side)
  if (bx === 0 || by === 0 || bx === side - 1 || by === side - 1) return null
  let rival = 0
  for (let at = 0; at < scores.length; at++) {
    const far = Math.max(Math.abs((at % side) - bx), Math.abs(Math.floor(at / side) - by)) > 2
    if (far && scores[at] > rival) rival = scores[at]
  }
  const peak = scores[best]
  const clear = Math.max(0, peak - Math.max(0, rival)) / Math.max(1e-6, peak)
  const bendX = 2 * peak - scores[best - 1] - scores[best + 1]
  const bendY = 2 * peak - scores[best - side] - scores[best + side]
  const trust = Math.min(1, 4 * clear) ** 2
  return {
    dx: bx - radius + peakOffset(scores[best - 1], peak, scores[best + 1]),
    dy: by - radius + peakOffset(scores[best - side], peak, scores[best + side]),
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

/** Reading of the box in the picture moved by (dx, dy): regression on the original, and the step that would mend the shift. */
interface Reading {
  readonly stepX: number
  readonly stepY: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
  readonly likeness: number
}

const readBox = (original: Plane, seen: Plane, box: Box, dx: number, dy: number): Reading | null => {
  const fx = Math.floor(dx)
  const fy = Math.floor(dy)
  if (box.x0 + fx < 0 || box.y0 + fy < 0 || box.x1 + fx >= seen.width || box.y1 + fy >= seen.height)
    return null
  const ax = dx - fx
  const ay = dy - fy
  const w00 = (1 - ax) * (1 - ay)
  const w10 = ax * (1 - ay)
  const w01 = (1 - ax) * ay
  const w11 = ax * ay
  const { width: ow, data: o } = original
  const { width: sw, data: s } = seen
  const m: Moments = { n: 0, i: 0, t: 0, ii: 0, it: 0, tt: 0 }
  let gxx = 0
  let gxy = 0
  let gyy = 0
  let gx1 = 0
  let gy1 = 0
  let gxt = 0
  let gyt = 0
  let gxi = 0
  let gyi = 0
  for (let y = box.y0; y < box.y1; y++) {
    let at = y * ow + box.x0
    let from = (y + fy) * sw + box.x0 + fx
    for (let x = box.x0; x < box.x1; x++, at++, from++) {
      const t = o[at]
      const i = w00 * s[from] + w10 * s[from + 1] + w01 * s[from + sw] + w11 * s[from + sw + 1]
      const gx = 0.5 * (o[at + 1] - o[at - 1])
      const gy = 0.5 * (o[at + ow] - o[at - ow])
      m.n++
      m.i += i
      m.t += t
      m.ii += i * i
      m.it += i * t
      m.tt += t * t
      gxx += gx * gx
      gxy += gx * gy
      gyy += gy * gy
      gx1 += gx
      gy1 += gy
      gxt += gx * t
      gyt += gy * t
      gxi += gx * i
      gyi += gy * i
    }
  }
  const vt = m.tt - (m.t * m.t) / m.n
  if (vt < 1e-3 * m.n) return null
  const gain = (m.it - (m.i * m.t) / m.n) / vt
  const offset = (m.i - gain * m.t) / m.n
  const error = Math.max(0, m.ii - (m.i * m.i) / m.n - gain * gain * vt)
  if (gain <= 1e-3) return null
  // e = seen - offset - gain * original; the step solves (G + ridge) d = -sum(g e) / gain.
  const ex = gxi - offset * gx1 - gain * gxt
  const ey = gyi - offset * gy1 - gain * gyt
  const ridge = 1e-3 * (gxx + gyy) + 1e-6
  const det = (gxx + ridge) * (gyy + ridge) - gxy * gxy
  const noise = (ERROR_CORRELATION_PX * (error / m.n + 1)) / (gain * gain)
  return {
    stepX: -((gyy + ridge) * ex - gxy * ey) / det / gain,
    stepY: -((gxx + ridge) * ey - gxy * ex) / det / gain,
    xx: gxx / noise,
    xy: gxy / noise,
    yy: gyy / noise,
    likeness: likenessOf(m),
  }
}

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
  let { dx, dy } = start
  for (let round = 0; round < 8; round++) {
    const reading = readBox(original, seen, safe, dx, dy)
    if (reading === null) return null
    const stride = Math.hypot(reading.stepX, reading.stepY)
    const brake = stride > 1 ? 1 / stride : 1
    dx += brake * reading.stepX
    dy += brake * reading.stepY
    if (Math.hypot(dx - start.dx, dy - start.dy) > limit) return null
    if (stride < 0.004 || round === 7)
      return { dx, dy, xx: reading.xx, xy: reading.xy, yy: reading.yy, likeness: reading.likeness }
  }
  return null
}
