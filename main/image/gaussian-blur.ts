import { rowOf, type Plane } from '../../shared/maths/plane.ts'
import { start } from '../../shared/wasm/start.ts'
import { blurRows, strideOf, takeBlur, takePlane, takeRuns, writtenRows } from './blur-rows.ts'
import type { Take } from './blur-rows.ts'
import { boxStack } from './box-mean.ts'
import { MIX_CHANGED } from './mix-rows.ts'

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

const kernel = start([MIX_CHANGED])

/** Two rows of the plane by turns, and two of the result. */
const takeBench = (width: number, radius: number, take: Take) => ({
  sources: takePlane(width, 2, take),
  runs: takeRuns(width, take),
  blur: takeBlur(width, radius, take),
  results: takePlane(width, 2, take),
})

const convolve = (plane: Plane, half: Float64Array, result: Float32Array): void => {
  const { width, height } = plane
  let size = 0
  const { sources, runs, blur, results } = takeBench(
    width,
    half.length - 1,
    (bytes) => (size += bytes) - bytes,
  )
  const buffer = kernel.memory(size)
  const floats = new Float32Array(buffer)
  const bench = { floats, words: new Int32Array(buffer), mixChanged: kernel.run.mixChanged }
  const byTurns = (plane: number) => (y: number) => plane + 4 * (y & 1) * strideOf(width)
  const given = writtenRows(bench, { width, height, runs }, byTurns(sources), (y, from) =>
    floats.set(rowOf(plane, y), from),
  )
  const blurred = blurRows(bench, blur, given, half, byTurns(results))
  for (let y = 0; y < height; y++) {
    const from = blurred.next() >> 2
    result.set(floats.subarray(from, from + width), y * width)
  }
}

/** Gaussian blur with edges replicated. `sigmaPx` of zero or less returns the plane itself. */
export const gaussianBlur = (plane: Plane, sigmaPx: number): Plane => {
  if (!(sigmaPx > 0.05)) return plane
  if (sigmaPx >= BOX_FROM_SIGMA_PX) return boxStack(plane, sigmaPx)
  const data = new Float32Array(plane.data.length)
  convolve(plane, gaussianHalfKernel(sigmaPx), data)
  return { width: plane.width, height: plane.height, data }
}
