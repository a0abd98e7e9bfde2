export interface Point {
  readonly x: number
  readonly y: number
}

/** x' = a x + c y + e, y' = b x + d y + f: the order of PDF's `cm` operator (ISO 32000-1, 8.3.3). */
export interface Affine {
  readonly a: number
  readonly b: number
  readonly c: number
  readonly d: number
  readonly e: number
  readonly f: number
}

export const IDENTITY: Affine = { a: 1, b: 0, c: 0, d: 1, e: 0, f: 0 }

/**
 * Applies `first`, then `second`. (Not named `then`: a module that exports `then` is a thenable, and
 * importing it dynamically, as vitest does, never settles.)
 */
export const compose = (first: Affine, second: Affine): Affine => ({
  a: first.a * second.a + first.b * second.c,
  b: first.a * second.b + first.b * second.d,
  c: first.c * second.a + first.d * second.c,
  d: first.c * second.b + first.d * second.d,
  e: first.e * second.a + first.f * second.c + second.e,
  f: first.e * second.b + first.f * second.d + second.f,
})

export const mapAffine = (m: Affine, p: Point): Point => ({
  x: m.a * p.x + m.c * p.y + m.e,
  y: m.b * p.x + m.d * p.y + m.f,
})

/** @throws RangeError when the matrix is singular. */
export const invertAffine = (m: Affine): Affine => {
  const det = m.a * m.d - m.b * m.c
  if (!Number.isFinite(det) || Math.abs(det) < 1e-12) throw new RangeError('singular affine matrix')
  return {
    a: m.d / det,
    b: -m.b / det,
    c: -m.c / det,
    d: m.a / det,
    e: (m.c * m.f - m.d * m.e) / det,
    f: (m.b * m.e - m.a * m.f) / det,
  }
}

const TURN = 2 * Math.PI

/** The lesser turn between two directions, radians, 0 to pi. */
export const turnBetween = (a: number, b: number): number => {
  const off = (a - b) / TURN
  return Math.abs(off - Math.round(off)) * TURN
}

/** Corners of a rectangle that begins at the origin, clockwise as displayed from there. */
export const cornersOf = (width: number, height: number): readonly [Point, Point, Point, Point] => [
  { x: 0, y: 0 },
  { x: width, y: 0 },
  { x: width, y: height },
  { x: 0, y: height },
]

/** A plane projective map, row-major 3 x 3. */
export type Homography = readonly [number, number, number, number, number, number, number, number, number]

/** Moves everything alike. */
export const translation = (dx: number, dy: number): Homography => [1, 0, dx, 0, 1, dy, 0, 0, 1]

export const mapHomography = (h: Homography, x: number, y: number): Point => {
  const w = h[6] * x + h[7] * y + h[8]
  return { x: (h[0] * x + h[1] * y + h[2]) / w, y: (h[3] * x + h[4] * y + h[5]) / w }
}

/** Everything drawn towards a point, or away from it, by so much for each unit of way along x and y: perspective, of which the point knows nothing. */
export const drawnTowards = ({ x, y }: Point, by: Point): Homography => {
  const w = 1 - by.x * x - by.y * y
  return [1 + x * by.x, x * by.y, x * (w - 1), y * by.x, 1 + y * by.y, y * (w - 1), by.x, by.y, w]
}

export const multiplyHomography = (p: Homography, q: Homography): Homography => {
  const at = (r: number, c: number) => p[r * 3] * q[c] + p[r * 3 + 1] * q[3 + c] + p[r * 3 + 2] * q[6 + c]
  return [at(0, 0), at(0, 1), at(0, 2), at(1, 0), at(1, 1), at(1, 2), at(2, 0), at(2, 1), at(2, 2)]
}

/** The cofactors of its first row, and the determinant. */
const expand = (h: Homography) => {
  const c0 = h[4] * h[8] - h[5] * h[7]
  const c1 = h[5] * h[6] - h[3] * h[8]
  const c2 = h[3] * h[7] - h[4] * h[6]
  return { c0, c1, c2, det: h[0] * c0 + h[1] * c1 + h[2] * c2 }
}

const isRegular = (det: number): boolean => Number.isFinite(det) && Math.abs(det) >= 1e-18

export const isInvertible = (h: Homography): boolean => isRegular(expand(h).det)

/** @throws RangeError when the matrix is singular. */
export const invertHomography = (h: Homography): Homography => {
  const { c0, c1, c2, det } = expand(h)
  if (!isRegular(det)) throw new RangeError('singular homography')
  return [
    c0 / det,
    (h[2] * h[7] - h[1] * h[8]) / det,
    (h[1] * h[5] - h[2] * h[4]) / det,
    c1 / det,
    (h[0] * h[8] - h[2] * h[6]) / det,
    (h[2] * h[3] - h[0] * h[5]) / det,
    c2 / det,
    (h[1] * h[6] - h[0] * h[7]) / det,
    (h[0] * h[4] - h[1] * h[3]) / det,
  ]
}

/** Gaussian elimination with partial pivoting; `rows` are equations with their right sides last. */
const solve = (rows: number[][]): number[] => {
  const n = rows.length
  for (let column = 0; column < n; column++) {
    let pivot = column
    for (let r = column + 1; r < n; r++)
      if (Math.abs(rows[r][column]) > Math.abs(rows[pivot][column])) pivot = r
    if (Math.abs(rows[pivot][column]) < 1e-9) throw new RangeError('three of the four points lie on one line')
    ;[rows[column], rows[pivot]] = [rows[pivot], rows[column]]
    for (let r = 0; r < n; r++) {
      if (r === column) continue
      const factor = rows[r][column] / rows[column][column]
      for (let c = column; c <= n; c++) rows[r][c] -= factor * rows[column][c]
    }
  }
  return rows.map((row, k) => row[n] / row[k])
}

/** The map that takes four points to four others, in order. @throws RangeError when three of the first four lie on one line. */
export const homographyBetween = (from: readonly Point[], to: readonly Point[]): Homography => {
  const rows = from.flatMap(({ x, y }, k) => [
    [x, y, 1, 0, 0, 0, -x * to[k].x, -y * to[k].x, to[k].x],
    [0, 0, 0, x, y, 1, -x * to[k].y, -y * to[k].y, to[k].y],
  ])
  const [a, b, c, d, e, f, g, h] = solve(rows)
  return [a, b, c, d, e, f, g, h, 1]
}
