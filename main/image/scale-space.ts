import type { Plane } from '../../shared/maths/plane.ts'
import { blurInto } from './gaussian-blur.ts'

/** Scales per octave (Lowe, "Distinctive image features from scale-invariant keypoints", IJCV 2004, section 3.2). */
export const INTERVALS = 3
/** Blur of an octave's first level, in that octave's pixels. */
export const BASE_SIGMA = 1.6
/** Blur that any sampled picture is taken to have already. */
const CAMERA_SIGMA = 0.5
const SMALLEST_OCTAVE_PX = 24

export interface Octave {
  readonly width: number
  readonly height: number
  /** This octave's pixel in pixels of the plane given. */
  readonly pixel: number
  /** INTERVALS + 3 planes, each 2^(1/INTERVALS) times as blurred as the one before. */
  readonly gaussians: readonly Float32Array[]
}

/** Fresh memory costs as much as the blur that fills it, so that planes up to so many samples are used again. */
const MOST_KEPT = 2 ** 21
const kept = new Map<string, Float32Array>()

const planeFor = (octave: number, level: number, length: number): Float32Array => {
  const name = `${octave}/${level}`
  const known = kept.get(name)
  if (known && known.length >= length) return known.subarray(0, length)
  const fresh = new Float32Array(length)
  if (length <= MOST_KEPT) kept.set(name, fresh)
  return fresh
}

const everySecond = (src: Float32Array, width: number, height: number): Plane => {
  const w = (width + 1) >> 1
  const h = (height + 1) >> 1
  const data = new Float32Array(w * h)
  for (let y = 0; y < h; y++) for (let x = 0; x < w; x++) data[y * w + x] = src[2 * y * width + 2 * x]
  return { width: w, height: h, data }
}

const doubled = (plane: Plane): Plane => {
  const { width, height, data } = plane
  const w = 2 * width - 1
  const h = 2 * height - 1
  const out = new Float32Array(w * h)
  for (let y = 0; y < h; y++) {
    const top = (y >> 1) * width
    const bottom = ((y + 1) >> 1) * width
    for (let x = 0; x < w; x++) {
      const left = x >> 1
      const right = (x + 1) >> 1
      out[y * w + x] =
        0.25 * (data[top + left] + data[top + right] + data[bottom + left] + data[bottom + right])
    }
  }
  return { width: w, height: h, data: out }
}

const buildOctave = (base: Plane, pixel: number, index: number): Octave => {
  const { width, height } = base
  const step = 2 ** (1 / INTERVALS)
  const gaussians = [base.data]
  for (let level = 1; level < INTERVALS + 3; level++) {
    const before = BASE_SIGMA * step ** (level - 1)
    const next = planeFor(index, level, width * height)
    blurInto({ width, height, data: gaussians[level - 1] }, before * Math.sqrt(step * step - 1), next)
    gaussians.push(next)
  }
  return { width, height, pixel, gaussians }
}

/** Octaves from the finest down. Their planes are good until the next picture's octaves are made. */
export function* scaleSpace(plane: Plane, doubleFirst: boolean): Generator<Octave> {
  const first = doubleFirst ? doubled(plane) : plane
  const { width, height } = first
  if (Math.min(width, height) < SMALLEST_OCTAVE_PX) return
  const had = doubleFirst ? 2 * CAMERA_SIGMA : CAMERA_SIGMA
  let base: Plane = { width, height, data: planeFor(0, 0, width * height) }
  blurInto(first, Math.sqrt(BASE_SIGMA * BASE_SIGMA - had * had), base.data)
  let pixel = doubleFirst ? 0.5 : 1
  for (let index = 0; Math.min(base.width, base.height) >= SMALLEST_OCTAVE_PX; index++) {
    const octave = buildOctave(base, pixel, index)
    yield octave
    base = everySecond(octave.gaussians[INTERVALS], octave.width, octave.height)
    pixel *= 2
  }
}
