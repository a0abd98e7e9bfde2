import type { Plane } from '../../shared/maths/plane.ts'
import { gaussianBlur } from './gaussian-blur.ts'

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
  /** Differences of neighbouring gaussians: INTERVALS + 2. */
  readonly differences: readonly Float32Array[]
}

const difference = (a: Float32Array, b: Float32Array): Float32Array => {
  const out = new Float32Array(a.length)
  for (let i = 0; i < out.length; i++) out[i] = b[i] - a[i]
  return out
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

const buildOctave = (base: Plane, pixel: number): Octave => {
  const { width, height } = base
  const step = 2 ** (1 / INTERVALS)
  const gaussians = [base.data]
  for (let level = 1; level < INTERVALS + 3; level++) {
    const before = BASE_SIGMA * step ** (level - 1)
    const added = before * Math.sqrt(step * step - 1)
    gaussians.push(gaussianBlur({ width, height, data: gaussians[level - 1] }, added).data)
  }
  const differences = gaussians.slice(1).map((level, i) => difference(gaussians[i], level))
  return { width, height, pixel, gaussians, differences }
}

/** Octaves from the finest down, one at a time, so that a caller may keep only what it needs. */
export function* scaleSpace(plane: Plane, doubleFirst: boolean): Generator<Octave> {
  const first = doubleFirst ? doubled(plane) : plane
  const had = doubleFirst ? 2 * CAMERA_SIGMA : CAMERA_SIGMA
  let base = gaussianBlur(first, Math.sqrt(BASE_SIGMA * BASE_SIGMA - had * had))
  let pixel = doubleFirst ? 0.5 : 1
  while (Math.min(base.width, base.height) >= SMALLEST_OCTAVE_PX) {
    const octave = buildOctave(base, pixel)
    yield octave
    base = everySecond(octave.gaussians[INTERVALS], octave.width, octave.height)
    pixel *= 2
  }
}
