import type { Plane } from '../../shared/maths/plane.ts'
import { newPlane, rowOf } from '../../shared/maths/plane.ts'
import { LANE_BLOCK, newMixer, TAP_BYTES, type Mixer } from './mix-rows.ts'

/** Samples of one channel, row by row: a plane, or a page as it was rendered. */
export interface Samples {
  readonly width: number
  readonly height: number
  readonly data: Float32Array | Uint8Array
}

/** What destination sample i takes from a line: `count[i]` samples from `first[i]` on, weighted by `weights[i * most ...]`. */
interface Taps {
  readonly first: Int32Array
  readonly count: Int32Array
  readonly most: number
  readonly weights: Float32Array
}

type Tap = readonly [first: number, weights: readonly number[]]
/** What destination sample `i` of `to` takes from a line of `from`. */
type TapOf = (i: number, from: number, to: number) => Tap

/** Shares of the source samples that a destination sample covers. */
const areaTap: TapOf = (i, from, to) => {
  const start = (i * from) / to
  const end = ((i + 1) * from) / to
  const first = Math.floor(start)
  const last = Math.min(from - 1, Math.ceil(end) - 1)
  const covered = (k: number) => (Math.min(end, k + 1) - Math.max(start, k)) / (end - start)
  return [first, Array.from({ length: last - first + 1 }, (_, k) => covered(first + k))]
}

/** Catmull-Rom weights, with those beyond the edge folded into the edge sample. */
const cubicTap: TapOf = (i, from, to) => {
  const place = ((i + 0.5) * from) / to - 0.5
  const base = Math.floor(place)
  const t = place - base
  const cubic = [
    0.5 * t * (-1 + t * (2 - t)),
    1 + 0.5 * t * t * (-5 + 3 * t),
    0.5 * t * (1 + t * (4 - 3 * t)),
    0.5 * t * t * (t - 1),
  ]
  const first = Math.max(0, base - 1)
  const last = Math.min(from - 1, base + 2)
  const weights = Array.from({ length: last - first + 1 }, () => 0)
  cubic.forEach((w, k) => {
    weights[Math.min(last, Math.max(first, base - 1 + k)) - first] += w
  })
  return [first, weights]
}

/**
 * Weights that fall off evenly to either side, over twice what a destination sample covers; those beyond the edge folded into the edge sample. When
 * halving they are 1, 3, 3 and 1.
 */
const tentTap: TapOf = (i, from, to) => {
  const reach = from / to
  const place = (i + 0.5) * reach - 0.5
  const [start, end] = [Math.ceil(place - reach), Math.floor(place + reach)]
  const [first, last] = [Math.max(0, start), Math.min(from - 1, end)]
  const weights = Array.from({ length: last - first + 1 }, () => 0)
  let sum = 0
  for (let k = start; k <= end; k++) {
    const weight = 1 - Math.abs(k - place) / reach
    weights[Math.min(last, Math.max(first, k)) - first] += weight
    sum += weight
  }
  return [first, weights.map((weight) => weight / sum)]
}

const areaOrCubic: TapOf = (i, from, to) => (to < from ? areaTap(i, from, to) : cubicTap(i, from, to))

const tapsFor = (from: number, to: number, tapOf: TapOf): Taps => {
  const taps = Array.from({ length: to }, (_, i) => tapOf(i, from, to))
  const most = taps.reduce((longest, [, weights]) => Math.max(longest, weights.length), 0)
  const flat = new Float32Array(to * most)
  taps.forEach(([, weights], i) => flat.set(weights, i * most))
  return {
    first: Int32Array.from(taps, ([first]) => first),
    count: Int32Array.from(taps, ([, weights]) => weights.length),
    most,
    weights: flat,
  }
}

/** Taps that are written out, without a loop over them: quicker than with a count. */
const FIXED_TAPS = 4

/** As many taps to every sample, those that were not there with no weight. */
const withFixedTaps = (
  { first, count, most, weights }: Taps,
  from: number,
): Pick<Taps, 'first' | 'weights'> => {
  const begins = first.map((at) => Math.min(at, from - FIXED_TAPS))
  const fixed = new Float32Array(first.length * FIXED_TAPS)
  first.forEach((at, i) =>
    fixed.set(weights.subarray(i * most, i * most + count[i]), i * FIXED_TAPS + at - begins[i]),
  )
  return { first: begins, weights: fixed }
}

/** Brings a line of samples, which begins at `at`, to another length. */
type ResizeLine = (data: Samples['data'], at: number, out: Float32Array) => void

const sumFixed =
  ({ first, weights }: Pick<Taps, 'first' | 'weights'>): ResizeLine =>
  (data, start, out) => {
    for (let x = 0, w = 0; x < out.length; x++, w += FIXED_TAPS) {
      const at = start + first[x]
      out[x] =
        weights[w] * data[at] +
        weights[w + 1] * data[at + 1] +
        weights[w + 2] * data[at + 2] +
        weights[w + 3] * data[at + 3]
    }
  }

const sumCounted =
  ({ first, count, most, weights }: Taps): ResizeLine =>
  (data, start, out) => {
    for (let x = 0; x < out.length; x++) {
      let sum = 0
      for (let k = 0, at = start + first[x], w = x * most; k < count[x]; k++)
        sum += weights[w + k] * data[at + k]
      out[x] = sum
    }
  }

const lineResizer = (from: number, to: number, tapOf: TapOf): ResizeLine => {
  if (from === to) return (data, start, out) => out.set(data.subarray(start, start + from))
  const taps = tapsFor(from, to, tapOf)
  return taps.most <= FIXED_TAPS && from >= FIXED_TAPS
    ? sumFixed(withFixedTaps(taps, from))
    : sumCounted(taps)
}

/** Started when first needed. */
let mixer: Mixer | null = null

interface ColumnsToMix {
  /** Of every row, given and made. */
  readonly width: number
  readonly from: number
  readonly to: number
  readonly tapOf: TapOf
  /** Writes a given row: each is asked for once, from the top. */
  readonly give: (y: number, row: Float32Array) => void
  /** A made row, good until it returns. */
  readonly take: (y: number, row: Float32Array) => void
}

/** Rows made of others, one at a time: as many as one is made of are held beside the mixer, in a ring, and a page's own memory is spared, which is dear to come by. */
const mixColumns = ({ width, from, to, tapOf, give, take }: ColumnsToMix): void => {
  const { first, count, most, weights } = tapsFor(from, to, tapOf)
  const rowBytes = 4 * LANE_BLOCK * Math.ceil(width / LANE_BLOCK)
  const [nothing, made, ring] = [0, rowBytes, 2 * rowBytes]
  const taps = ring + most * rowBytes
  mixer ??= newMixer()
  const memory = mixer.memory(taps + most * TAP_BYTES)
  const floats = new Float32Array(memory)
  const words = new Int32Array(memory)
  floats.fill(0, nothing >> 2, (nothing + rowBytes) >> 2)
  const row = (at: number): Float32Array => floats.subarray(at >> 2, (at >> 2) + width)
  const slotOf = (y: number): number => ring + (y % most) * rowBytes
  const madeRow = row(made)
  let held = 0
  for (let y = 0; y < to; y++) {
    const end = first[y] + count[y]
    for (held = Math.max(held, first[y]); held < end; held++) give(held, row(slotOf(held)))
    for (let k = 0, at = taps >> 2; k < count[y]; k++, at += TAP_BYTES >> 2) {
      words[at] = slotOf(first[y] + k)
      words[at + 1] = nothing
      floats[at + 2] = weights[y * most + k]
    }
    mixer.mixRows(made, rowBytes, taps, taps + count[y] * TAP_BYTES)
    take(y, madeRow)
  }
}

const resizeRows = ({ width: from, height, data }: Samples, width: number, tapOf: TapOf): Plane => {
  const out = newPlane(width, height)
  const resize = lineResizer(from, width, tapOf)
  for (let y = 0; y < height; y++) resize(data, y * from, rowOf(out, y))
  return out
}

/** Columns take a fraction of the time that rows do: whatever makes the rows fewer goes first. */
const resizeBothWays = (plane: Samples, width: number, height: number, tapOf: TapOf): Plane => {
  const out = newPlane(width, height)
  const resize = lineResizer(plane.width, width, tapOf)
  const isColumnsFirst = height <= plane.height
  mixColumns({
    width: isColumnsFirst ? plane.width : width,
    from: plane.height,
    to: height,
    tapOf,
    give: (y, row) => (isColumnsFirst ? row.set(rowOf(plane, y)) : resize(plane.data, y * plane.width, row)),
    take: (y, row) => (isColumnsFirst ? resize(row, 0, rowOf(out, y)) : rowOf(out, y).set(row)),
  })
  return out
}

/** `times` by `times` samples to their mean: down the columns first, as memory lies. */
const meanOfBlocks = ({ width, data }: Samples, times: number, out: Plane): Plane => {
  const share = 1 / (times * times)
  const sums = new Float32Array(width)
  for (let y = 0; y < out.height; y++) {
    sums.fill(0)
    for (let j = 0; j < times; j++)
      for (let x = 0, at = (y * times + j) * width; x < width; x++, at++) sums[x] += data[at]
    for (let x = 0, at = 0; x < out.width; x++) {
      let sum = 0
      for (let i = 0; i < times; i++, at++) sum += sums[at]
      out.data[y * out.width + x] = share * sum
    }
  }
  return out
}

const isPlane = (samples: Samples): samples is Plane => samples.data instanceof Float32Array

/**
 * Another size for the same view, the same plane where it has that size: each way by the mean over the area covered when shrinking, bicubic when
 * enlarging. A place x becomes (x + 0.5) * width / plane.width - 0.5.
 */
export const resizePlane = (plane: Samples, width: number, height: number): Plane => {
  const times = plane.width / width
  if (times > 1 && Number.isInteger(times) && plane.height === times * height)
    return meanOfBlocks(plane, times, newPlane(width, height))
  if (width === plane.width && height === plane.height && isPlane(plane)) return plane
  if (height === plane.height) return resizeRows(plane, width, areaOrCubic)
  return resizeBothWays(plane, width, height, areaOrCubic)
}

/** A smaller size for the same view, by the mean over twice the area covered: so the pixels of a photographed screen do not turn into patterns. */
export const shrinkSmoothly = (plane: Plane, width: number, height: number): Plane =>
  resizeBothWays(plane, width, height, tentTap)
