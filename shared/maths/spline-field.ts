import type { Point } from './geometry.ts'

/**
 * A smooth displacement field over a page: a uniform cubic B-spline, the free-form deformation of
 * Rueckert et al. 1999. Control points lie `spacing` apart, one ring of them outside the page.
 */
export interface SplineField {
  readonly columns: number
  readonly rows: number
  readonly spacing: number
  /** Displacements of the control points, x then y for each, row-major. */
  readonly control: Float64Array
}

/** A measured displacement at (x, y): (dx, dy), with its information matrix [xx xy; xy yy] (inverse covariance). */
export interface ShiftMeasurement {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
  readonly xx: number
  readonly xy: number
  readonly yy: number
}

/** A displacement as sure in every direction: `information` is the inverse of its variance. */
export const evenShift = (at: Point, by: Point, information: number): ShiftMeasurement => ({
  x: at.x,
  y: at.y,
  dx: by.x,
  dy: by.y,
  xx: information,
  xy: 0,
  yy: information,
})

export interface SplineFit {
  readonly spacing: number
  /** Expected size of a second difference between neighbouring control points: the prior on bending. */
  readonly bend: number
  /** Mahalanobis distance beyond which a measurement is doubted (Cauchy weights); Infinity: none is. */
  readonly doubt: number
  readonly rounds: number
}

const basis = (t: number): readonly [number, number, number, number] => {
  const u = 1 - t
  const tt = t * t
  return [
    (u * u * u) / 6,
    (3 * tt * t - 6 * tt + 4) / 6,
    (-3 * tt * t + 3 * tt + 3 * t + 1) / 6,
    (tt * t) / 6,
  ]
}

export const zeroField = (width: number, height: number, spacing: number): SplineField => {
  const columns = Math.ceil(width / spacing) + 3
  const rows = Math.ceil(height / spacing) + 3
  return { columns, rows, spacing, control: new Float64Array(columns * rows * 2) }
}

/** The field at (x, y); beyond the page it goes on from the nearest knot span. */
export const fieldAt = (field: SplineField, x: number, y: number): Point => {
  const { columns, rows, spacing, control } = field
  const i = Math.min(columns - 4, Math.max(0, Math.floor(x / spacing)))
  const j = Math.min(rows - 4, Math.max(0, Math.floor(y / spacing)))
  const bx = basis(Math.min(1.5, Math.max(-0.5, x / spacing - i)))
  const by = basis(Math.min(1.5, Math.max(-0.5, y / spacing - j)))
  let dx = 0
  let dy = 0
  for (let r = 0; r < 4; r++) {
    for (let c = 0; c < 4; c++) {
      const weight = bx[c] * by[r]
      const at = 2 * ((j + r) * columns + i + c)
      dx += weight * control[at]
      dy += weight * control[at + 1]
    }
  }
  return { x: dx, y: dy }
}

/** The 16 control points and weights that make the field's value at one place. */
interface Stencil16 {
  readonly at: Int32Array
  readonly weight: Float64Array
}

const stencils = (field: SplineField, data: readonly ShiftMeasurement[]): Stencil16 => {
  const at = new Int32Array(data.length * 16)
  const weight = new Float64Array(data.length * 16)
  data.forEach((d, n) => {
    const i = Math.min(field.columns - 4, Math.max(0, Math.floor(d.x / field.spacing)))
    const j = Math.min(field.rows - 4, Math.max(0, Math.floor(d.y / field.spacing)))
    const bx = basis(Math.min(1.5, Math.max(-0.5, d.x / field.spacing - i)))
    const by = basis(Math.min(1.5, Math.max(-0.5, d.y / field.spacing - j)))
    for (let k = 0; k < 16; k++) {
      at[n * 16 + k] = (j + (k >> 2)) * field.columns + i + (k & 3)
      weight[n * 16 + k] = bx[k & 3] * by[k >> 2]
    }
  })
  return { at, weight }
}

/** Adds the gradient of the bending energy (second differences along rows, columns and across) at `v` to `out`. */
const addBending = (
  { columns, rows }: SplineField,
  v: Float64Array,
  strength: number,
  out: Float64Array,
): void => {
  const [across, down] = [2, 2 * columns]
  for (let r = 0; r < rows; r++) {
    const end = (r + 1) * down
    for (let i = r * down; i < end; i++) {
      if (i + 2 * across < end) {
        const g = strength * (v[i] - 2 * v[i + across] + v[i + 2 * across])
        out[i] += g
        out[i + across] -= 2 * g
        out[i + 2 * across] += g
      }
      if (r + 2 < rows) {
        const g = strength * (v[i] - 2 * v[i + down] + v[i + 2 * down])
        out[i] += g
        out[i + down] -= 2 * g
        out[i + 2 * down] += g
      }
      if (r + 1 < rows && i + across < end) {
        // The energy of a thin plate has the mixed difference twice.
        const g = 2 * strength * (v[i] - v[i + across] - v[i + down] + v[i + across + down])
        out[i] += g
        out[i + across] -= g
        out[i + down] -= g
        out[i + across + down] += g
      }
    }
  }
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}

/** Solves `apply(x) = b` for a symmetric positive definite `apply` by conjugate gradients, starting from x. */
const conjugateGradients = (
  apply: (v: Float64Array, out: Float64Array) => void,
  b: Float64Array,
  x: Float64Array,
  steps: number,
): void => {
  const r = new Float64Array(b.length)
  const ap = new Float64Array(b.length)
  apply(x, ap)
  for (let i = 0; i < b.length; i++) r[i] = b[i] - ap[i]
  const p = Float64Array.from(r)
  let energy = dot(r, r)
  const enough = 1e-9 * Math.max(dot(b, b), 1e-30)
  for (let step = 0; step < steps && energy > enough; step++) {
    apply(p, ap)
    const alpha = energy / Math.max(dot(p, ap), 1e-300)
    for (let i = 0; i < b.length; i++) {
      x[i] += alpha * p[i]
      r[i] -= alpha * ap[i]
    }
    const next = dot(r, r)
    const beta = next / energy
    for (let i = 0; i < b.length; i++) p[i] = r[i] + beta * p[i]
    energy = next
  }
}

/**
 * The smooth field that best explains the measurements: weighted least squares with a bending prior,
 * re-weighted a few rounds so that stray measurements lose their vote.
 */
export const fitSplineField = (
  width: number,
  height: number,
  data: readonly ShiftMeasurement[],
  fit: SplineFit,
): SplineField => {
  const field = zeroField(width, height, fit.spacing)
  const { at, weight } = stencils(field, data)
  const trust = new Float64Array(data.length).fill(1)
  const strength = 1 / (fit.bend * fit.bend)
  const valueAt = (v: Float64Array, n: number, k: number): number => {
    let sum = 0
    for (let q = n * 16; q < n * 16 + 16; q++) sum += weight[q] * v[2 * at[q] + k]
    return sum
  }
  const scatter = (out: Float64Array, n: number, gx: number, gy: number) => {
    for (let q = n * 16; q < n * 16 + 16; q++) {
      out[2 * at[q]] += weight[q] * gx
      out[2 * at[q] + 1] += weight[q] * gy
    }
  }
  const [xx, xy, yy] = [
    Float64Array.from(data, (d) => d.xx),
    Float64Array.from(data, (d) => d.xy),
    Float64Array.from(data, (d) => d.yy),
  ]
  // Nearly all of a fit's time goes by in here: no closures, no objects.
  const apply = (v: Float64Array, out: Float64Array) => {
    for (let i = 0; i < v.length; i++) out[i] = 1e-6 * v[i]
    for (let n = 0, from = 0; n < trust.length; n++, from += 16) {
      let ux = 0
      let uy = 0
      for (let q = from; q < from + 16; q++) {
        const i = 2 * at[q]
        const w = weight[q]
        ux += w * v[i]
        uy += w * v[i + 1]
      }
      const gx = trust[n] * (xx[n] * ux + xy[n] * uy)
      const gy = trust[n] * (xy[n] * ux + yy[n] * uy)
      for (let q = from; q < from + 16; q++) {
        const i = 2 * at[q]
        const w = weight[q]
        out[i] += w * gx
        out[i + 1] += w * gy
      }
    }
    addBending(field, v, strength, out)
  }
  for (let round = 0; round < fit.rounds; round++) {
    const b = new Float64Array(field.control.length)
    data.forEach((d, n) => {
      scatter(b, n, trust[n] * (d.xx * d.dx + d.xy * d.dy), trust[n] * (d.xy * d.dx + d.yy * d.dy))
    })
    conjugateGradients(apply, b, field.control, 120)
    data.forEach((d, n) => {
      const ex = d.dx - valueAt(field.control, n, 0)
      const ey = d.dy - valueAt(field.control, n, 1)
      const distance2 = d.xx * ex * ex + 2 * d.xy * ex * ey + d.yy * ey * ey
      trust[n] = 1 / (1 + distance2 / (fit.doubt * fit.doubt))
    })
  }
  return field
}
