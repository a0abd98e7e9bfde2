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

const product = (a: Plane, b: Plane): Plane => {
  const out = newPlane(a.width, a.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = a.data[i] * b.data[i]
  return out
}

const maskOf = (seen: Straightened): Plane => {
  const mask = newPlane(seen.plane.width, seen.plane.height)
  for (let i = 0; i < mask.data.length; i++) mask.data[i] = seen.inside[i] ? 1 : 0
  return mask
}

const masked = (plane: Plane, mask: Plane): Plane => {
  const out = newPlane(plane.width, plane.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = mask.data[i] > 0 ? plane.data[i] : 0
  return out
}

/** Regresses the picture on `original` in windows of half-width `radius` pixels and returns the error. */
const regress = (seen: Plane, original: Plane, mask: Plane, radius: number): Plane => {
  const count = boxMean(mask, radius)
  const i = boxMean(seen, radius)
  const t = boxMean(masked(original, mask), radius)
  const it = boxMean(product(seen, original), radius)
  const tt = boxMean(product(masked(original, mask), original), radius)
  const slope = newPlane(seen.width, seen.height)
  const offset = newPlane(seen.width, seen.height)
  for (let k = 0; k < slope.data.length; k++) {
    const n = count.data[k]
    if (n < 0.05) continue
    const mi = i.data[k] / n
    const mt = t.data[k] / n
    const gain = Math.max(0, it.data[k] / n - mi * mt) / (Math.max(0, tt.data[k] / n - mt * mt) + 4)
    slope.data[k] = gain
    offset.data[k] = mi - gain * mt
  }
  const error = newPlane(seen.width, seen.height)
  for (let k = 0; k < error.data.length; k++) {
    if (mask.data[k] > 0) error.data[k] = seen.data[k] - offset.data[k] - slope.data[k] * original.data[k]
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
const BLUR_WINDOW_PX = 640

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
  const plane = masked(window(seen.plane), mask)
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

/**
 * @param original the original at the picture's resolution and blur (see matchBlur)
 * @param windowMm half-width of the regression's window: patterns much wider than this are lost
 */
export const explain = (seen: Straightened, original: Plane, windowMm: number): Residue => {
  const mask = maskOf(seen)
  const error = regress(
    masked(seen.plane, mask),
    original,
    mask,
    Math.max(2, Math.round(windowMm * seen.pxPerMm)),
  )
  const squares = product(error, error)
  const count = boxMean(mask, Math.round(3 * seen.pxPerMm))
  const near = boxMean(squares, Math.max(1, Math.round(0.35 * seen.pxPerMm)))
  const around = boxMean(squares, Math.round(3 * seen.pxPerMm))
  const weight = newPlane(error.width, error.height)
  for (let k = 0; k < weight.data.length; k++) {
    if (mask.data[k] === 0) continue
    weight.data[k] =
      1 / (LEAST_VARIANCE + 0.6 * near.data[k] + (0.4 * around.data[k]) / Math.max(0.05, count.data[k]))
  }
  return { error, weight, pxPerMm: seen.pxPerMm }
}
