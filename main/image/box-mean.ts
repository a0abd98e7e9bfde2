import { newPlane, type Plane } from '../../shared/maths/plane.ts'

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

/** Rows of a plane through the box, by a running sum. */
const rowBox = (
  { width, data: src }: Plane,
  { radius, inner, outer }: ExtendedBox,
): ((y: number, out: Float32Array) => void) => {
  const pad = radius + 1
  const line = new Float32Array(width + 2 * pad)
  return (y, out) => {
    const row = y * width
    line.fill(src[row], 0, pad)
    line.set(src.subarray(row, row + width), pad)
    line.fill(src[row + width - 1], pad + width)
    let sum = 0
    for (let i = 1; i <= 2 * radius + 1; i++) sum += line[i]
    for (let x = 0; x < width; x++) {
      const after = line[x + 2 * pad]
      out[x] = inner * sum + outer * (line[x] + after)
      sum += after - line[x + 1]
    }
  }
}

/** The sums of all columns run down the rows together, as memory lies; of the rows no more are held than lie in a column's box. */
const boxPass = (plane: Plane, box: ExtendedBox): Plane => {
  const { width, height } = plane
  const { radius, inner, outer } = box
  const out = newPlane(width, height)
  const through = rowBox(plane, box)
  const held = Array.from({ length: Math.min(height, 2 * radius + 3) }, () => new Float32Array(width))
  let made = 0
  const rowAt = (y: number): Float32Array => {
    const at = Math.max(0, Math.min(height - 1, y))
    for (; made <= at; made++) through(made, held[made % held.length])
    return held[at % held.length]
  }
  const sums = new Float64Array(width)
  for (let y = -radius; y <= radius; y++) {
    const row = rowAt(y)
    for (let x = 0; x < width; x++) sums[x] += row[x]
  }
  for (let y = 0; y < height; y++) {
    const after = rowAt(y + radius + 1)
    const before = rowAt(y - radius - 1)
    const leaving = rowAt(y - radius)
    const line = out.data.subarray(y * width, (y + 1) * width)
    for (let x = 0; x < width; x++) {
      line[x] = inner * sums[x] + outer * (before[x] + after[x])
      sums[x] += after[x] - leaving[x]
    }
  }
  return out
}

/** Mean over a square of side 2 radius + 1 about each sample, edges replicated, at a cost free of the radius. */
export const boxMean = (plane: Plane, radius: number): Plane =>
  boxPass(plane, { radius, inner: 1 / (2 * radius + 1), outer: 0 })

/** A Gaussian by four extended boxes: for large sigmas. */
export const boxStack = (plane: Plane, sigmaPx: number): Plane => {
  const box = extendedBox((sigmaPx * sigmaPx) / PASSES)
  let result = plane
  for (let pass = 0; pass < PASSES; pass++) result = boxPass(result, box)
  return result
}
