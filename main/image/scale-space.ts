import { rowOf, type Plane } from '../../shared/maths/plane.ts'
import { start } from '../../shared/wasm/start.ts'
import type { Bench, BlurPlaces, Rows, Take } from './blur-rows.ts'
import { blurRows, strideOf, takeBlur, takePlane, takeRuns, writtenRows } from './blur-rows.ts'
import { FIND_TOPS, OVERRUN_BYTES } from './find-tops.ts'
import { gaussianHalfKernel } from './gaussian-blur.ts'
import { MIX_CHANGED } from './mix-rows.ts'

/** Scales per octave (Lowe, "Distinctive image features from scale-invariant keypoints", IJCV 2004, section 3.2). */
export const INTERVALS = 3
/** Blur of an octave's first level, in that octave's pixels. */
export const BASE_SIGMA = 1.6
/** Blur that any sampled picture is taken to have already. */
const CAMERA_SIGMA = 0.5
const SMALLEST_OCTAVE_PX = 24
const LEVELS = INTERVALS + 3

export interface Octave {
  readonly width: number
  readonly height: number
  /** Samples from one row of a plane to the next. */
  readonly stride: number
  /** This octave's pixel in pixels of the plane given. */
  readonly pixel: number
  /** INTERVALS + 3 planes, each 2^(1/INTERVALS) times as blurred as the one before. */
  readonly gaussians: readonly Float32Array[]
  /**
   * Blurs the planes, which hold nothing of this picture before, and finds where differences of neighbouring gaussians, `border`
   * off the edges, are not under `floor` and top their neighbours (see find-tops): row by row, and in each level by level.
   */
  readonly blurAndFindTops: (border: number, floor: number) => Top[]
}

/** A sample of the difference of gaussians `level` and the next. */
export interface Top {
  readonly level: number
  readonly x: number
  readonly y: number
}

/** Halves of the blurs that lead from each level to the next, the first to be blurred as a base is. */
const STEP = 2 ** (1 / INTERVALS)
const STEPS = Array.from({ length: LEVELS - 1 }, (_, level) =>
  gaussianHalfKernel(BASE_SIGMA * STEP ** level * Math.sqrt(STEP * STEP - 1)),
)

/** Where an octave has its planes and what it works on. */
interface OctavePlaces {
  readonly width: number
  readonly height: number
  readonly planes: number
  readonly planeBytes: number
  readonly blurs: readonly BlurPlaces[]
  readonly baseRuns: number
  readonly floor: number
  readonly foundEnd: number
  readonly found: number
}

const takeOctave = (width: number, height: number, take: Take): OctavePlaces => ({
  width,
  height,
  planes: takePlane(width, height * LEVELS, take),
  planeBytes: 4 * strideOf(width) * height,
  blurs: STEPS.map((half) => takeBlur(width, half.length - 1, take)),
  baseRuns: takeRuns(width, take),
  floor: take(4),
  foundEnd: take(4),
  found: take(4 * width + OVERRUN_BYTES),
})

const takeOctaves = (width: number, height: number, take: Take): OctavePlaces[] => {
  if (Math.min(width, height) < SMALLEST_OCTAVE_PX) return []
  return [takeOctave(width, height, take), ...takeOctaves((width + 1) >> 1, (height + 1) >> 1, take)]
}

/** Writes row y of the plane to `out`, as it is or at twice the resolution. */
const rowWriter = (plane: Plane, doubled: boolean, out: Float32Array) => {
  if (!doubled) return (y: number, from: number): void => out.set(rowOf(plane, y), from)
  const { width, data } = plane
  return (y: number, from: number): void => {
    const top = (y >> 1) * width
    const bottom = ((y + 1) >> 1) * width
    let upper = data[top]
    let lower = data[bottom]
    out[from] = 0.25 * (upper + upper + lower + lower)
    for (let x = 1; x < width; x++) {
      const nextUpper = data[top + x]
      const nextLower = data[bottom + x]
      out[from + 2 * x - 1] = 0.25 * (upper + nextUpper + lower + nextLower)
      out[from + 2 * x] = 0.25 * (nextUpper + nextUpper + nextLower + nextLower)
      upper = nextUpper
      lower = nextLower
    }
  }
}

const newKernel = () => start([MIX_CHANGED, FIND_TOPS])
type Kernel = ReturnType<typeof newKernel>

/** Fresh memory costs as much as the blur that fills it, so that a kernel serves again; but no more than this is held when nothing is looked at. */
const MOST_HELD_BYTES = 2 ** 26
const held = newKernel()
let large: WeakRef<Kernel> | null = null

const kernelFor = (bytes: number): Kernel => {
  if (bytes <= MOST_HELD_BYTES) return held
  const kernel = large?.deref() ?? newKernel()
  large = new WeakRef(kernel)
  return kernel
}

interface SpaceBench extends Bench {
  readonly findTops: Kernel['run']['findTops']
}

const rowsAt = (first: number, width: number) => (y: number) => first + 4 * y * strideOf(width)

const buildOctave = (bench: SpaceBench, places: OctavePlaces, base: Rows, pixel: number): Octave => {
  const { width, height, planes, planeBytes, blurs, floor: floorAt, found, foundEnd } = places
  const { floats, words } = bench
  const stride = strideOf(width)
  const softest = STEPS.reduce(
    (sharper, half, level) =>
      blurRows(bench, blurs[level], sharper, half, rowsAt(planes + (level + 1) * planeBytes, width)),
    base,
  )
  const findInRow = (level: number, y: number, border: number, tops: Top[]): void => {
    const row = planes + level * planeBytes + 4 * y * stride
    const end = row + 4 * (width - border)
    bench.findTops(row + 4 * border, end, planeBytes, 4 * stride, floorAt, found, foundEnd)
    for (let at = found >> 2; at < words[foundEnd >> 2] >> 2 && words[at] < end; at++)
      tops.push({ level, x: (words[at] - row) >> 2, y })
  }
  return {
    width,
    height,
    stride,
    pixel,
    gaussians: Array.from({ length: LEVELS }, (_, level) => {
      const from = (planes + level * planeBytes) >> 2
      return floats.subarray(from, from + stride * height)
    }),
    blurAndFindTops: (border, floor) => {
      const tops: Top[] = []
      floats[floorAt >> 2] = floor
      for (let made = 0; made < height; made++) {
        softest.next()
        // Looked at while it is near: a row is complete when the one below it is there.
        const y = made - 1
        if (y < border || y >= height - border) continue
        for (let level = 1; level <= INTERVALS; level++) findInRow(level, y, border, tops)
      }
      return tops
    },
  }
}

/** Octaves from the finest down. Their planes are good until the next picture's octaves are made. */
export function* scaleSpace(plane: Plane, doubleFirst: boolean): Generator<Octave> {
  const width = doubleFirst ? 2 * plane.width - 1 : plane.width
  const height = doubleFirst ? 2 * plane.height - 1 : plane.height
  const had = doubleFirst ? 2 * CAMERA_SIGMA : CAMERA_SIGMA
  const firstHalf = gaussianHalfKernel(Math.sqrt(BASE_SIGMA * BASE_SIGMA - had * had))
  let size = 0
  const take: Take = (bytes) => (size += bytes) - bytes
  const octaves = takeOctaves(width, height, take)
  if (octaves.length === 0) return
  const givenRows = takePlane(width, 2, take)
  const givenRuns = takeRuns(width, take)
  const firstBlur = takeBlur(width, firstHalf.length - 1, take)
  const kernel = kernelFor(size + OVERRUN_BYTES)
  const buffer = kernel.memory(size + OVERRUN_BYTES)
  const bench = { ...kernel.run, floats: new Float32Array(buffer), words: new Int32Array(buffer) }
  const given = writtenRows(
    bench,
    { width, height, runs: givenRuns },
    (y) => givenRows + 4 * (y & 1) * strideOf(width),
    rowWriter(plane, doubleFirst, bench.floats),
  )
  let base = blurRows(bench, firstBlur, given, firstHalf, rowsAt(octaves[0].planes, width))
  let pixel = doubleFirst ? 0.5 : 1
  for (const [index, places] of octaves.entries()) {
    const octave = buildOctave(bench, places, base, pixel)
    yield octave
    const smaller = octaves[index + 1]
    if (!smaller) return
    base = everySecond(bench, octave, smaller)
    pixel *= 2
  }
}

const everySecond = (bench: Bench, { gaussians, stride }: Octave, places: OctavePlaces): Rows => {
  const { width, height, planes, baseRuns } = places
  const from = gaussians[INTERVALS]
  return writtenRows(bench, { width, height, runs: baseRuns }, rowsAt(planes, width), (y, to) => {
    for (let x = 0; x < width; x++) bench.floats[to + x] = from[2 * y * stride + 2 * x]
  })
}
