import type { Plane } from '../../shared/maths/plane.ts'
import { boxStack } from './box-mean.ts'
import { LANE_BLOCK, newMixer, TAP_BYTES } from './mix-rows.ts'

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

const mixer = newMixer()

const rounded = (count: number): number => Math.ceil(count / LANE_BLOCK) * LANE_BLOCK

/** Where the rows that a blur works on lie in the kernel's memory, in bytes. */
interface Bench {
  readonly radius: number
  readonly rowBytes: number
  /** A source row with its ends replicated. */
  readonly padded: number
  /** Rows blurred sideways, as many as a column needs, in a ring. */
  readonly ring: number
  readonly out: number
  readonly rowTaps: number
  readonly columnTaps: number
  readonly tapsBytes: number
  readonly size: number
}

const bench = (width: number, radius: number): Bench => {
  const rowBytes = 4 * rounded(width)
  const tapsBytes = TAP_BYTES * (radius + 1)
  const ring = rowBytes + 4 * rounded(2 * radius + LANE_BLOCK)
  const out = ring + (2 * radius + 1) * rowBytes
  const rowTaps = out + rowBytes
  const columnTaps = rowTaps + tapsBytes
  return {
    radius,
    rowBytes,
    padded: 0,
    ring,
    out,
    rowTaps,
    columnTaps,
    tapsBytes,
    size: columnTaps + tapsBytes,
  }
}

/** Both passes together, row by row, so that all that is worked on stays in the processor's nearest memory. */
const convolve = ({ width, height, data: src }: Plane, half: Float64Array, result: Float32Array): void => {
  const radius = half.length - 1
  const { rowBytes, padded, ring, out, rowTaps, columnTaps, tapsBytes, size } = bench(width, radius)
  const buffer = mixer.memory(size)
  const floats = new Float32Array(buffer)
  const words = new Int32Array(buffer)
  half.forEach((weight, t) => {
    const at = (rowTaps + TAP_BYTES * t) >> 2
    words[at] = padded + 4 * (radius - t)
    words[at + 1] = padded + 4 * (radius + t)
    const share = t === 0 ? weight / 2 : weight
    floats[at + 2] = share
    floats[((columnTaps + TAP_BYTES * t) >> 2) + 2] = share
  })
  const slots = 2 * radius + 1
  const slotOf = (y: number) => ring + (Math.max(0, Math.min(height - 1, y)) % slots) * rowBytes
  const from = padded >> 2
  let next = 0
  for (let y = 0; y < height; y++) {
    for (const last = Math.min(height - 1, y + radius); next <= last; next++) {
      const row = next * width
      floats.fill(src[row], from, from + radius)
      floats.set(src.subarray(row, row + width), from + radius)
      floats.fill(src[row + width - 1], from + radius + width, from + 2 * radius + width)
      mixer.mixRows(slotOf(next), rowBytes, rowTaps, rowTaps + tapsBytes)
    }
    for (let t = 0, at = columnTaps >> 2; t <= radius; t++, at += 3) {
      words[at] = slotOf(y - t)
      words[at + 1] = slotOf(y + t)
    }
    mixer.mixRows(out, rowBytes, columnTaps, columnTaps + tapsBytes)
    result.set(floats.subarray(out >> 2, (out >> 2) + width), y * width)
  }
}

/** The same as `gaussianBlur` for sigmas of some pixels, written to `result`, which may not be the plane's own data. */
export const blurInto = (plane: Plane, sigmaPx: number, result: Float32Array): void =>
  convolve(plane, gaussianHalfKernel(sigmaPx), result)

/** Gaussian blur with edges replicated. `sigmaPx` of zero or less returns the plane itself. */
export const gaussianBlur = (plane: Plane, sigmaPx: number): Plane => {
  if (!(sigmaPx > 0.05)) return plane
  if (sigmaPx >= BOX_FROM_SIGMA_PX) return boxStack(plane, sigmaPx)
  const data = new Float32Array(plane.data.length)
  blurInto(plane, sigmaPx, data)
  return { width: plane.width, height: plane.height, data }
}
