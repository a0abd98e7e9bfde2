import type { Light } from './light.ts'
import type { Random } from './random.ts'
import { gaussianSource } from './random.ts'

export interface SensorTraits {
  /** Electrons at full scale (linear 1): sets the shot noise. */
  readonly fullWell: number
  /** Read noise, in full scales. */
  readonly readNoise: number
  /** Multiplies the light before it meets the sensor. */
  readonly exposure: number
}

/** An RGGB mosaic: red at even rows and columns, blue at odd ones; shot and read noise, clipped at full scale. */
export const exposeSensor = (light: Light, traits: SensorTraits, random: Random): Float32Array => {
  const { width, height } = light
  const raw = new Float32Array(width * height)
  const gaussian = gaussianSource(random)
  const readVariance = traits.readNoise ** 2
  for (let y = 0; y < height; y += 1) {
    const even = y % 2 === 0 ? light.r : light.g
    const odd = y % 2 === 0 ? light.g : light.b
    for (let x = 0, i = y * width; x < width; x += 1, i += 1) {
      const signal = (x % 2 === 0 ? even[i] : odd[i]) * traits.exposure
      const noisy = signal + Math.sqrt(signal / traits.fullWell + readVariance) * gaussian()
      raw[i] = noisy < 0 ? 0 : noisy > 1 ? 1 : noisy
    }
  }
  return raw
}

/**
 * Malvar, He and Cutler, "High-quality linear interpolation for demosaicing of Bayer-patterned color
 * images" (ICASSP 2004). Writes over `light`; a border of two pixels keeps the raw value in all planes.
 */
export const demosaic = (raw: Float32Array, light: Light): void => {
  const { width, height, r, g, b } = light
  r.set(raw)
  g.set(raw)
  b.set(raw)
  for (let y = 2; y < height - 2; y += 1) {
    const redRow = y % 2 === 0
    for (let x = 2, i = y * width + 2; x < width - 2; x += 1, i += 1) {
      const c = raw[i]
      const near = raw[i - 1] + raw[i + 1] + raw[i - width] + raw[i + width]
      const far2 = raw[i - 2 * width] + raw[i + 2 * width]
      const side2 = raw[i - 2] + raw[i + 2]
      const corners = raw[i - width - 1] + raw[i - width + 1] + raw[i + width - 1] + raw[i + width + 1]
      if ((x % 2 === 0) === redRow) {
        g[i] = (4 * c + 2 * near - far2 - side2) / 8
        const across = (6 * c + 2 * corners - 1.5 * (far2 + side2)) / 8
        if (redRow) b[i] = across
        else r[i] = across
        continue
      }
      const alongRow = (5 * c + 4 * (raw[i - 1] + raw[i + 1]) - side2 - corners + 0.5 * far2) / 8
      const downColumn = (5 * c + 4 * (raw[i - width] + raw[i + width]) - far2 - corners + 0.5 * side2) / 8
      r[i] = redRow ? alongRow : downColumn
      b[i] = redRow ? downColumn : alongRow
    }
  }
}
