import type { Light } from './light.ts'
import { smoothstep, srgbOfLinear } from './tone.ts'

/** What the phone's image processor does after demosaicing. */
export interface DevelopTraits {
  /** Width of the luma sigma filter, in 8-bit steps; 0 leaves the grain. */
  readonly denoise: number
  /** Amount of the 3 x 3 unsharp mask. */
  readonly sharpen: number
  /** How far the tone curve leans towards an S, 0 to 1. */
  readonly contrast: number
}

const CURVE_SIZE = 4096

const toneCurve = (contrast: number): Float32Array =>
  Float32Array.from({ length: CURVE_SIZE + 1 }, (_, i) => {
    const coded = srgbOfLinear(i / CURVE_SIZE)
    return 255 * (coded + contrast * (smoothstep(0, 1, coded) - coded))
  })

/** Coded luma in `light.g`, colour differences in `light.r` and `light.b` (BT.601). */
const toLuma = (light: Light, contrast: number): void => {
  const { r, g, b } = light
  const curve = toneCurve(contrast)
  const code = (v: number) => curve[v <= 0 ? 0 : v >= 1 ? CURVE_SIZE : (v * CURVE_SIZE + 0.5) | 0]
  for (let i = 0; i < g.length; i += 1) {
    const red = code(r[i])
    const blue = code(b[i])
    const luma = 0.299 * red + 0.587 * code(g[i]) + 0.114 * blue
    r[i] = red - luma
    b[i] = blue - luma
    g[i] = luma
  }
}

/** Mean of a 5 x 5 box, in place but for the border: colour noise is coarse on phones because of this. */
const smoothChroma = (plane: Float32Array, width: number, height: number): void => {
  const sums = new Float32Array(width)
  const rows = Array.from({ length: 5 }, (_, k) => plane.slice(k * width, (k + 1) * width))
  for (const row of rows) for (let x = 0; x < width; x += 1) sums[x] += row[x]
  for (let y = 2; y < height - 2; y += 1) {
    let total = sums[0] + sums[1] + sums[2] + sums[3]
    for (let x = 2, i = y * width + 2; x < width - 2; x += 1, i += 1) {
      total += sums[x + 2]
      plane[i] = total / 25
      total -= sums[x - 2]
    }
    if (y + 3 >= height) break
    const leaving = rows[(y - 2) % 5]
    for (let x = 0, i = (y + 3) * width; x < width; x += 1, i += 1) {
      sums[x] += plane[i] - leaving[x]
      leaving[x] = plane[i]
    }
  }
}

/** Lee's sigma filter over 3 x 3: neighbours count as far as they resemble the middle. */
const denoiseLuma = (luma: Float32Array, width: number, height: number, sigma: number): Float32Array => {
  if (sigma <= 0) return luma
  const out = luma.slice()
  const scale = 1 / (2.2 * sigma) ** 2
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
      const c = luma[i]
      let sum = c
      let weights = 1
      for (let dy = -width; dy <= width; dy += width) {
        for (let j = i + dy - 1; j <= i + dy + 1; j += 1) {
          const d = luma[j] - c
          const w = 1 - d * d * scale
          if (w > 0) {
            sum += w * luma[j]
            weights += w
          }
        }
      }
      out[i] = sum / weights
    }
  }
  return out
}

/** Sharpens the luma and joins it with the colour differences to 8-bit sRGB. */
const toBytes = (light: Light, luma: Float32Array, amount: number): Uint8ClampedArray => {
  const { width, height, r, b } = light
  const out = new Uint8ClampedArray(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    const up = y > 0 ? -width : 0
    const down = y < height - 1 ? width : 0
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const left = x > 0 ? -1 : 0
      const right = x < width - 1 ? 1 : 0
      const corners =
        luma[i + up + left] + luma[i + up + right] + luma[i + down + left] + luma[i + down + right]
      const sides = luma[i + up] + luma[i + down] + luma[i + left] + luma[i + right]
      const soft = (4 * luma[i] + 2 * sides + corners) / 16
      const v = luma[i] + amount * (luma[i] - soft)
      out[i * 3] = v + r[i]
      out[i * 3 + 1] = v - (0.299 * r[i] + 0.114 * b[i]) / 0.587
      out[i * 3 + 2] = v + b[i]
    }
  }
  return out
}

/** Demosaiced linear light to a finished 8-bit sRGB picture; consumes `light`. */
export const developPicture = (light: Light, traits: DevelopTraits): Uint8ClampedArray => {
  toLuma(light, traits.contrast)
  smoothChroma(light.r, light.width, light.height)
  smoothChroma(light.b, light.width, light.height)
  return toBytes(light, denoiseLuma(light.g, light.width, light.height, traits.denoise), traits.sharpen)
}
