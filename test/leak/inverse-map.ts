import type { PageToPixel } from './leak-types.ts'

/** Page coordinates on a coarse grid of picture pixels, filled in between bilinearly: smooth maps need no more. */
export interface InverseMap {
  readonly width: number
  readonly height: number
  readonly columns: number
  readonly rows: number
  readonly xs: Float64Array
  readonly ys: Float64Array
}

/** Picture pixels between grid points. The error of bilinear filling stays under 0.05 px for the shapes drawn here. */
export const GRID_STEP = 8

interface Guess {
  x: number
  y: number
}

/** Newton with finite differences; starts from a neighbour, so a few rounds do. */
const solve = (forward: PageToPixel, u: number, v: number, start: Guess): Guess => {
  let { x, y } = start
  for (let round = 0; round < 12; round += 1) {
    const p = forward(x, y)
    const ex = u - p.x
    const ey = v - p.y
    if (ex * ex + ey * ey < 1e-8) break
    const h = 0.05
    const px = forward(x + h, y)
    const py = forward(x, y + h)
    const [a, b, c, d] = [(px.x - p.x) / h, (py.x - p.x) / h, (px.y - p.y) / h, (py.y - p.y) / h]
    const det = a * d - b * c
    if (Math.abs(det) < 1e-9) break
    const limit = (step: number) => Math.min(60, Math.max(-60, step))
    x += limit((d * ex - b * ey) / det)
    y += limit((a * ey - c * ex) / det)
  }
  return { x, y }
}

export const inverseMap = (forward: PageToPixel, width: number, height: number, start: Guess): InverseMap => {
  const columns = Math.ceil(width / GRID_STEP) + 1
  const rows = Math.ceil(height / GRID_STEP) + 1
  const xs = new Float64Array(columns * rows)
  const ys = new Float64Array(columns * rows)
  // From the middle outwards, so that every start is a good one.
  const midColumn = columns >> 1
  const midRow = rows >> 1
  const settle = (column: number, row: number, from: Guess): Guess => {
    const found = solve(forward, column * GRID_STEP, row * GRID_STEP, from)
    xs[row * columns + column] = found.x
    ys[row * columns + column] = found.y
    return found
  }
  const sweepRow = (row: number, from: Guess): Guess => {
    const middle = settle(midColumn, row, from)
    for (let c = midColumn + 1, g = middle; c < columns; c += 1) g = settle(c, row, g)
    for (let c = midColumn - 1, g = middle; c >= 0; c -= 1) g = settle(c, row, g)
    return middle
  }
  const middle = sweepRow(midRow, start)
  for (let r = midRow + 1, g = middle; r < rows; r += 1) g = sweepRow(r, g)
  for (let r = midRow - 1, g = middle; r >= 0; r -= 1) g = sweepRow(r, g)
  return { width, height, columns, rows, xs, ys }
}

/** Page coordinates of a row of picture points (x + 0.5 + offsetX, y), one for each pixel of the row. */
export const fillRow = (
  map: InverseMap,
  y: number,
  offsetX: number,
  outX: Float64Array,
  outY: Float64Array,
): void => {
  const gy = Math.min(map.rows - 1.000001, Math.max(0, y / GRID_STEP))
  const row = Math.floor(gy)
  const fy = gy - row
  const { columns, xs, ys } = map
  for (let cell = 0; cell < columns - 1; cell += 1) {
    const p = row * columns + cell
    const q = p + columns
    const x0 = xs[p] + fy * (xs[q] - xs[p])
    const y0 = ys[p] + fy * (ys[q] - ys[p])
    const dx = (xs[p + 1] + fy * (xs[q + 1] - xs[p + 1]) - x0) / GRID_STEP
    const dy = (ys[p + 1] + fy * (ys[q + 1] - ys[p + 1]) - y0) / GRID_STEP
    const end = Math.min(map.width, (cell + 1) * GRID_STEP)
    for (let i = cell * GRID_STEP, t = 0.5 + offsetX; i < end; i += 1, t += 1) {
      outX[i] = x0 + dx * t
      outY[i] = y0 + dy * t
    }
  }
}

/** Page units to a pixel in the middle of the picture. */
export const unitsPerPixel = (map: InverseMap): number => {
  const p = (map.rows >> 1) * map.columns + (map.columns >> 1)
  const right = Math.hypot(map.xs[p + 1] - map.xs[p], map.ys[p + 1] - map.ys[p])
  const down = Math.hypot(map.xs[p + map.columns] - map.xs[p], map.ys[p + map.columns] - map.ys[p])
  return Math.max(right, down) / GRID_STEP
}
