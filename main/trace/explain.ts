import { newPlane, rowOf, type Plane } from '../../shared/maths/plane.ts'
import { boxMeanRows, type GiveRow } from '../image/box-mean.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import type { Samples } from '../image/resize-plane.ts'
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

const maskOf = ({ plane: { width, height }, inside }: Straightened): Plane => {
  const mask = newPlane(width, height)
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = inside[i] ? 1 : 0
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
  /** Means of the weight times these planes, a row at a time. */
  const means = (...factors: readonly Plane[]): ((y: number) => Float32Array) => {
    const row = new Float32Array(width)
    const next = boxMeanRows(width, height, radius, (y, product) => {
      product.set(rowOf(weight, y))
      for (const { data } of factors)
        for (let x = 0, k = y * width; x < width; x++, k++) product[x] *= data[k]
    })
    return (y) => {
      next(y, row)
      return row
    }
  }
  const [w, wt, wtt] = [means(), means(original), means(original, original)]
  const [wi, wit] = [means(seen), means(seen, original)]
  const error = newPlane(width, height)
  for (let y = 0; y < height; y++) {
    const [sw, swt, swtt, swi, swit] = [w(y), wt(y), wtt(y), wi(y), wit(y)]
    for (let x = 0, k = y * width; x < width; x++, k++) {
      if (weight.data[k] === 0) continue
      const n = sw[x]
      const mi = swi[x] / n
      const mt = swt[x] / n
      const gain = Math.max(0, swit[x] / n - mi * mt) / (Math.max(0, swtt[x] / n - mt * mt) + RIDGE)
      error.data[k] = seen.data[k] - mi - gain * (original.data[k] - mt)
    }
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

const crop = (from: Samples, x0: number, y0: number, w: number, h: number): Plane => {
  const out = newPlane(Math.min(w, from.width - x0), Math.min(h, from.height - y0))
  for (let y = 0; y < out.height; y++) rowOf(out, y).set(rowOf(from, y0 + y).subarray(x0, x0 + out.width))
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
  const window = (from: Samples) => crop(from, x0, y0, BLUR_WINDOW_PX, BLUR_WINDOW_PX)
  const mask = window({ ...seen.plane, data: seen.inside })
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
  const { width, height } = error
  const wide = Math.round(3 * pxPerMm)
  const squares: GiveRow = (y, row) => {
    for (let x = 0, k = y * width; x < width; x++, k++) row[x] = error.data[k] * error.data[k]
  }
  const counted = boxMeanRows(width, height, wide, (y, row) => row.set(rowOf(mask, y)))
  const near = boxMeanRows(width, height, Math.max(1, Math.round(0.35 * pxPerMm)), squares)
  const around = boxMeanRows(width, height, wide, squares)
  const weight = newPlane(width, height)
  const [count, close, far] = [new Float32Array(width), new Float32Array(width), new Float32Array(width)]
  for (let y = 0; y < height; y++) {
    counted(y, count)
    near(y, close)
    around(y, far)
    for (let x = 0, k = y * width; x < width; x++, k++) {
      if (mask.data[k] === 0) continue
      weight.data[k] = 1 / (LEAST_VARIANCE + 0.6 * close[x] + (0.4 * far[x]) / Math.max(0.05, count[x]))
    }
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
