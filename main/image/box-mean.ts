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

/** One line through the box by a running sum; `at` is the first sample and `step` the stride. */
const boxLine = (
  src: Float32Array,
  out: Float32Array,
  at: number,
  step: number,
  count: number,
  box: ExtendedBox,
) => {
  const { radius, inner, outer } = box
  const last = count - 1
  const sample = (i: number) => src[at + step * (i < 0 ? 0 : i > last ? last : i)]
  let sum = 0
  for (let i = -radius; i <= radius; i++) sum += sample(i)
  for (let i = 0; i < count; i++) {
    const before = sample(i - radius - 1)
    const after = sample(i + radius + 1)
    out[at + step * i] = inner * sum + outer * (before + after)
    sum += after - sample(i - radius)
  }
}

const boxPass = (plane: Plane, box: ExtendedBox): Plane => {
  const { width, height } = plane
  const rows = new Float32Array(width * height)
  for (let y = 0; y < height; y++) boxLine(plane.data, rows, y * width, 1, width, box)
  const data = new Float32Array(width * height)
  for (let x = 0; x < width; x++) boxLine(rows, data, x, width, height, box)
  return { width, height, data }
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
