import type { Homography } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { newPlane } from '../../shared/maths/plane.ts'
import { gaussianBlur } from './gaussian-blur.ts'
import { sampleCubic } from './sample-plane.ts'

export interface Warped {
  readonly plane: Plane
  /** 1 where the source has the place, 0 where it lies outside (the plane is 0 there). */
  readonly inside: Uint8Array
}

/** Writes the source place of a destination pixel to `out`; NaN where there is none. */
export type WarpMap = (x: number, y: number, out: Float64Array) => void

const PROBES = 12

/** Source pixels to a destination pixel, the median over a grid of probes: square root of the area ratio. */
const medianShrink = (map: WarpMap, width: number, height: number): number => {
  const here = new Float64Array(2)
  const right = new Float64Array(2)
  const down = new Float64Array(2)
  const found: number[] = []
  for (let j = 0; j < PROBES; j++) {
    for (let i = 0; i < PROBES; i++) {
      const x = Math.min(width - 2, Math.floor(((i + 0.5) * width) / PROBES))
      const y = Math.min(height - 2, Math.floor(((j + 0.5) * height) / PROBES))
      if (x < 0 || y < 0) continue
      map(x, y, here)
      map(x + 1, y, right)
      map(x, y + 1, down)
      const area = (right[0] - here[0]) * (down[1] - here[1]) - (right[1] - here[1]) * (down[0] - here[0])
      if (Number.isFinite(area)) found.push(Math.sqrt(Math.abs(area)))
    }
  }
  return found.sort((p, q) => p - q)[found.length >> 1] ?? 1
}

/** Blur that keeps detail finer than the destination's pixels from folding into coarser detail. */
const blurFor = (shrink: number): number => (shrink > 1 ? 0.5 * Math.sqrt(shrink * shrink - 1) : 0)

/**
 * Pulls `src` into a new plane, bicubically. Where the map makes the picture smaller the source is blurred
 * first, everywhere alike by the map's median shrinking, so that the result stays linear in the source.
 */
export const warpPlane = (src: Plane, width: number, height: number, map: WarpMap): Warped => {
  const source = gaussianBlur(src, blurFor(medianShrink(map, width, height)))
  const plane = newPlane(width, height)
  const inside = new Uint8Array(width * height)
  const at = new Float64Array(2)
  const right = src.width - 0.5
  const bottom = src.height - 0.5
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i++) {
      map(x, y, at)
      if (!(at[0] >= -0.5 && at[1] >= -0.5 && at[0] <= right && at[1] <= bottom)) continue
      plane.data[i] = sampleCubic(source, at[0], at[1])
      inside[i] = 1
    }
  }
  return { plane, inside }
}

/** `h` takes destination pixels to source pixels; places behind its horizon are outside. */
export const warpByHomography = (src: Plane, h: Homography, width: number, height: number): Warped => {
  const middle = h[6] * (width / 2) + h[7] * (height / 2) + h[8]
  const side = middle < 0 ? -1 : 1
  return warpPlane(src, width, height, (x, y, out) => {
    const w = h[6] * x + h[7] * y + h[8]
    const ahead = w * side > 0
    out[0] = ahead ? (h[0] * x + h[1] * y + h[2]) / w : Number.NaN
    out[1] = ahead ? (h[3] * x + h[4] * y + h[5]) / w : Number.NaN
  })
}

/** `xs` and `ys` give the source place of every destination pixel, row-major; NaN is outside. */
export const warpByField = (
  src: Plane,
  xs: Float32Array,
  ys: Float32Array,
  width: number,
  height: number,
): Warped =>
  warpPlane(src, width, height, (x, y, out) => {
    const i = y * width + x
    out[0] = xs[i]
    out[1] = ys[i]
  })
