import type { Plane } from '../../shared/maths/plane.ts'
import { boxStack } from './box-mean.ts'

/** Above this the cost of a sampled kernel outgrows that of stacked boxes, whose error is then below 0.1 %. */
const BOX_FROM_SIGMA_PX = 8

/** Centre and right half of a sampled Gaussian, summing to one over both halves; cut at 3.5 sigma. */
export const gaussianHalfKernel = (sigmaPx: number): Float64Array => {
  const radius = Math.max(1, Math.ceil(3.5 * sigmaPx))
  const half = Float64Array.from({ length: radius + 1 }, (_, i) =>
    Math.exp(-(i * i) / (2 * sigmaPx * sigmaPx)),
  )
  const sum = half.reduce((s, v, i) => s + (i === 0 ? v : 2 * v), 0)
  return half.map((v) => v / sum)
}

const convolveRows = (
  src: Float32Array,
  width: number,
  height: number,
  half: Float64Array,
  out: Float32Array,
) => {
  const radius = half.length - 1
  const padded = new Float32Array(width + 2 * radius)
  for (let y = 0; y < height; y++) {
    const row = y * width
    padded.fill(src[row], 0, radius)
    padded.set(src.subarray(row, row + width), radius)
    padded.fill(src[row + width - 1], radius + width)
    for (let x = 0; x < width; x++) {
      const centre = x + radius
      let sum = half[0] * padded[centre]
      for (let t = 1; t <= radius; t++) sum += half[t] * (padded[centre - t] + padded[centre + t])
      out[row + x] = sum
    }
  }
}

const convolveColumns = (
  src: Float32Array,
  width: number,
  height: number,
  half: Float64Array,
  out: Float32Array,
) => {
  const radius = half.length - 1
  const above = new Int32Array(radius + 1)
  const below = new Int32Array(radius + 1)
  for (let y = 0; y < height; y++) {
    const row = y * width
    for (let t = 0; t <= radius; t++) {
      above[t] = Math.max(0, y - t) * width
      below[t] = Math.min(height - 1, y + t) * width
    }
    for (let x = 0; x < width; x++) {
      let sum = half[0] * src[row + x]
      for (let t = 1; t <= radius; t++) sum += half[t] * (src[above[t] + x] + src[below[t] + x])
      out[row + x] = sum
    }
  }
}

/** Gaussian blur with edges replicated. `sigmaPx` of zero or less returns the plane itself. */
export const gaussianBlur = (plane: Plane, sigmaPx: number): Plane => {
  if (!(sigmaPx > 0.05)) return plane
  if (sigmaPx >= BOX_FROM_SIGMA_PX) return boxStack(plane, sigmaPx)
  const { width, height } = plane
  const half = gaussianHalfKernel(sigmaPx)
  const rows = new Float32Array(width * height)
  convolveRows(plane.data, width, height, half, rows)
  const data = new Float32Array(width * height)
  convolveColumns(rows, width, height, half, data)
  return { width, height, data }
}
