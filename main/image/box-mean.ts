import { newPlane, rowOf, type Plane } from '../../shared/maths/plane.ts'

/**
 * A box whose two outermost samples count for a fraction, so that its variance can be any number
 * (Gwosdek et al., "Theoretical foundations of Gaussian convolution by extended box filtering", SSVM 2011).
 */
interface ExtendedBox {
  readonly radius: number
  /** Weight of the samples at -radius..radius, and of the two beyond them. */
  readonly inner: number
  readonly outer: number
}

const PASSES = 4

const extendedBox = (variance: number): ExtendedBox => {
  const radius = Math.floor(0.5 * Math.sqrt(12 * variance + 1) - 0.5)
  const excess =
    ((2 * radius + 1) * (radius * (radius + 1) - 3 * variance)) /
    (6 * (variance - (radius + 1) * (radius + 1)))
  const inner = 1 / (2 * excess + 2 * radius + 1)
  return { radius, inner, outer: excess * inner }
}

/** Writes a row of samples: each is asked for once, from the top. */
export type GiveRow = (y: number, row: Float32Array) => void

/** A row through the box, in place, by a running sum. */
const throughBox = (width: number, { radius, inner, outer }: ExtendedBox): ((row: Float32Array) => void) => {
  const pad = radius + 1
  const line = new Float32Array(width + 2 * pad)
  return (row) => {
    line.fill(row[0], 0, pad)
    line.set(row, pad)
    line.fill(row[width - 1], pad + width)
    let sum = 0
    for (let i = 1; i <= 2 * radius + 1; i++) sum += line[i]
    for (let x = 0; x < width; x++) {
      const after = line[x + 2 * pad]
      row[x] = inner * sum + outer * (line[x] + after)
      sum += after - line[x + 1]
    }
  }
}

/** The sums of all columns run down the rows together, as memory lies; of the rows no more are held than lie in a column's box. */
const boxRows = (width: number, height: number, box: ExtendedBox, give: GiveRow): GiveRow => {
  const { radius, inner, outer } = box
  const filter = throughBox(width, box)
  const held = Array.from({ length: Math.min(height, 2 * radius + 3) }, () => new Float32Array(width))
  let made = 0
  const rowAt = (y: number): Float32Array => {
    const at = Math.max(0, Math.min(height - 1, y))
    for (; made <= at; made++) {
      const row = held[made % held.length]
      give(made, row)
      filter(row)
    }
    return held[at % held.length]
  }
  const sums = new Float64Array(width)
  const begin = (): void => {
    for (let y = -radius; y <= radius; y++) {
      const row = rowAt(y)
      for (let x = 0; x < width; x++) sums[x] += row[x]
    }
  }
  return (y, out) => {
    if (y === 0) begin()
    const after = rowAt(y + radius + 1)
    const before = rowAt(y - radius - 1)
    const leaving = rowAt(y - radius)
    for (let x = 0; x < width; x++) {
      out[x] = inner * sums[x] + outer * (before[x] + after[x])
      sums[x] += after[x] - leaving[x]
    }
  }
}

const boxPass = (plane: Plane, box: ExtendedBox): Plane => {
  const { width, height } = plane
  const out = newPlane(width, height)
  const rows = boxRows(width, height, box, (y, row) => row.set(rowOf(plane, y)))
  for (let y = 0; y < height; y++) rows(y, rowOf(out, y))
  return out
}

const evenBox = (radius: number): ExtendedBox => ({ radius, inner: 1 / (2 * radius + 1), outer: 0 })

/** Mean over a square of side 2 radius + 1 about each sample, edges replicated, at a cost free of the radius. */
export const boxMean = (plane: Plane, radius: number): Plane => boxPass(plane, evenBox(radius))

/**
 * As `boxMean`, row by row, of samples that are given row by row: a page's own memory is dear to come by.
 * @returns writes the next row of the means; it must be asked for each, from the top
 */
export const boxMeanRows = (width: number, height: number, radius: number, give: GiveRow): GiveRow =>
  boxRows(width, height, evenBox(radius), give)

/** A Gaussian by four extended boxes: for large sigmas. */
export const boxStack = (plane: Plane, sigmaPx: number): Plane => {
  const box = extendedBox((sigmaPx * sigmaPx) / PASSES)
  let result = plane
  for (let pass = 0; pass < PASSES; pass++) result = boxPass(result, box)
  return result
}
