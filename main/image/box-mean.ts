import type { Plane } from '../../shared/maths/plane.ts'

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

/** Every row through the box by a running sum. */
const boxRows = (
  { width, height, data: src }: Plane,
  { radius, inner, outer }: ExtendedBox,
): Float32Array => {
  const out = new Float32Array(width * height)
  const pad = radius + 1
  const line = new Float32Array(width + 2 * pad)
  for (let y = 0; y < height; y++) {
    const row = y * width
    line.fill(src[row], 0, pad)
    line.set(src.subarray(row, row + width), pad)
    line.fill(src[row + width - 1], pad + width)
    let sum = 0
    for (let i = 1; i <= 2 * radius + 1; i++) sum += line[i]
    for (let x = 0; x < width; x++) {
      const after = line[x + 2 * pad]
      out[row + x] = inner * sum + outer * (line[x] + after)
      sum += after - line[x + 1]
    }
  }
  return out
}

/** Every column through the box: the sums of all columns run down the rows together, as memory lies. */
const boxColumns = (src: Float32Array, width: number, height: number, box: ExtendedBox): Float32Array => {
  const { radius, inner, outer } = box
  const out = new Float32Array(width * height)
  const sums = new Float64Array(width)
  const rowAt = (y: number) => Math.max(0, Math.min(height - 1, y)) * width
  for (let y = -radius; y <= radius; y++) {
    const row = rowAt(y)
    for (let x = 0; x < width; x++) sums[x] += src[row + x]
  }
  for (let y = 0; y < height; y++) {
    const row = y * width
    const before = rowAt(y - radius - 1)
    const after = rowAt(y + radius + 1)
    const leaving = rowAt(y - radius)
    for (let x = 0; x < width; x++) {
      out[row + x] = inner * sums[x] + outer * (src[before + x] + src[after + x])
      sums[x] += src[after + x] - src[leaving + x]
    }
  }
  return out
}

const boxPass = (plane: Plane, box: ExtendedBox): Plane => {
  const { width, height } = plane
  return { width, height, data: boxColumns(boxRows(plane, box), width, height, box) }
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
