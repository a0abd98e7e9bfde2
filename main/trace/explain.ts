import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { boxMean } from '../image/box-mean.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import type { Straightened } from './rectify.ts'

/**
 * What is left of a straightened picture when the original is taken out of it: in every window the
 * picture is regressed on the original (the guided filter of He, Sun and Tang 2013, run on its residual), which removes
 * light, contrast, haze and content together and knows nothing of any copy's signs.
 */
export interface Residue {
  /** Picture minus explanation, grey levels of the picture. */
  readonly error: Plane
  /** 1 / variance of that error where the page is seen, 0 elsewhere. */
  readonly weight: Plane
  readonly pxPerMm: number
}

/** Variance, in grey levels squared, of rounding to 8 bits and of what JPEG does to a smooth ground at best. */
const LEAST_VARIANCE = 0.1

/** Runs of the regression: the first finds out where the picture is certain, the next rely on that. */
const ROUNDS = 2

const maskOf = (seen: Straightened): Plane => {
  const mask = newPlane(seen.plane.width, seen.plane.height)
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = seen.inside[i] ? 1 : 0
  return mask
}

/** Ridge on the gain: contrast below two grey levels is not worth explaining. */
const RIDGE = 4

/**
 * Regresses the picture on `original` in windows of half-width `radius` pixels, every pixel by its weight, and
 * returns the error where the weight is not zero.
 */
const regress = (seen: Plane, original: Plane, weight: Plane, radius: number): Plane => {
  const { width, height } = seen
  const [i, t, w] = [seen.data, original.data, weight.data]
  // One after the other in the same memory: planes of a whole page are dear to come by.
  const product = newPlane(width, height)
  const times = (factor: Float32Array): Float32Array => {
    for (let k = 0; k < factor.length; k++) product.data[k] *= factor[k]
    return boxMean(product, radius).data
  }
  const sw = boxMean(weight, radius).data
  product.data.set(w)
  const [swt, swtt] = [times(t), times(t)]
  product.data.set(w)
  const [swi, swit] = [times(i), times(t)]
  const error = newPlane(width, height)
  for (let k = 0; k < w.length; k++) {
    if (w[k] === 0) continue
    const n = sw[k]
    const mi = swi[k] / n
    const mt = swt[k] / n
    const gain = Math.max(0, swit[k] / n - mi * mt) / (Math.max(0, swtt[k] / n - mt * mt) + RIDGE)
    error.data[k] = i[k] - mi - gain * (t[k] - mt)
  }
  return error
}

const energy = (plane: Plane): number => {
  let sum = 0
  for (let k = 0; k < plane.data.length; k++) sum += Math.min(plane.data[k] ** 2, 2500)
  return sum
}

/** Blurs tried on the original, in pixels (standard deviation), to match the picture's own. */
const BLURS_PX = [0, 0.6, 0.9, 1.3, 1.8, 2.5, 3.5]

/** The blur is judged on a window of this side around the middle of what the picture shows, pixels. */
const BLUR_WINDOW_PX = 400

const crop = ({ width, height, data }: Plane, x0: number, y0: number, w: number, h: number): Plane => {
  const out = newPlane(Math.min(w, width - x0), Math.min(h, height - y0))
  for (let y = 0; y < out.height; y++) {
    out.data.set(data.subarray((y0 + y) * width + x0, (y0 + y) * width + x0 + out.width), y * out.width)
  }
  return out
}

/**
 * The original blurred as the picture seems to be: the blur that leaves the least error wins.
 * @param middle of the part of the page that the picture shows, mm
 */
export const matchBlur = (seen: Straightened, original: Plane, middle: { x: number; y: number }): Plane => {
  const from = (mm: number, size: number) =>
    Math.max(0, Math.min(size - BLUR_WINDOW_PX, Math.round(mm * seen.pxPerMm - BLUR_WINDOW_PX / 2)))
  const x0 = from(middle.x, seen.plane.width)
  const y0 = from(middle.y, seen.plane.height)
  const window = (plane: Plane) => crop(plane, x0, y0, BLUR_WINDOW_PX, BLUR_WINDOW_PX)
  const mask = window(maskOf(seen))
  const plane = window(seen.plane)
  const sharp = window(original)
  const radius = Math.max(2, Math.round(6 * seen.pxPerMm))
  let best = 0
  let least = Infinity
  for (const sigma of BLURS_PX) {
    const left = energy(regress(plane, gaussianBlur(sharp, sigma), mask, radius))
    if (left > least) break
    least = left
    best = sigma
  }
  return gaussianBlur(original, best)
}

/** 1 / variance of the error, from its energy close by and around. */
const certainty = (error: Plane, mask: Plane, pxPerMm: number): Plane => {
  const squares = newPlane(error.width, error.height)
  for (let k = 0; k < squares.data.length; k++) squares.data[k] = error.data[k] * error.data[k]
  const wide = Math.round(3 * pxPerMm)
  const count = boxMean(mask, wide).data
  const near = boxMean(squares, Math.max(1, Math.round(0.35 * pxPerMm))).data
  const around = boxMean(squares, wide).data
  const weight = newPlane(error.width, error.height)
  for (let k = 0; k < weight.data.length; k++) {
    if (mask.data[k] === 0) continue
    weight.data[k] = 1 / (LEAST_VARIANCE + 0.6 * near[k] + (0.4 * around[k]) / Math.max(0.05, count[k]))
  }
  return weight
}

/**
 * Weighted by its own certainty the regression is run again: clean paper between the lines then tells the light, and not the
 * letters, which no viewer or printer draws just as the original has them.
 *
 * @param original the original at the picture's resolution and blur (see matchBlur)
 * @param windowMm half-width of the regression's window: patterns much wider than this are lost
 */
export const explain = (seen: Straightened, original: Plane, windowMm: number): Residue => {
  const { pxPerMm } = seen
  const mask = maskOf(seen)
  const radius = Math.max(2, Math.round(windowMm * pxPerMm))
  let weight = mask
  let error = mask
  for (let round = 0; round < ROUNDS; round++) {
    error = regress(seen.plane, original, weight, radius)
    weight = certainty(error, mask, pxPerMm)
  }
  return { error, weight, pxPerMm }
}
