import type { Leak, PageToPixel, Severity } from './leak-types.ts'
import type { Light } from './light.ts'
import type { Random } from './random.ts'
import type { BlurGrid } from './defocus.ts'
import type { InverseMap } from './inverse-map.ts'
import { blurByGrid } from './defocus.ts'
import { developPicture } from './develop.ts'
import { encodeJpeg } from './encode.ts'
import { bySeverity } from './leak-types.ts'
import { demosaic, exposeSensor } from './sensor.ts'

export interface PhoneTraits {
  /** Defocus and lens blur, in pixels of a 12 megapixel picture. */
  readonly blurPx: number
  readonly fullWell: number
  readonly readNoise: number
  readonly denoise: number
  readonly sharpen: number
  readonly contrast: number
  /** Linear level at which the brighter parts of the frame are exposed. */
  readonly whiteAt: number
  readonly quality: number
}

export const drawPhone = (severity: Severity, random: Random): PhoneTraits => ({
  blurPx: random.between(...bySeverity<[number, number]>(severity, [0.75, 1.2], [0.9, 1.9], [1.4, 3])),
  fullWell: random.between(
    ...bySeverity<[number, number]>(severity, [6000, 14000], [2500, 7000], [700, 2500]),
  ),
  readNoise: random.between(0.001, bySeverity(severity, 0.002, 0.003, 0.006)),
  denoise: random.between(2, bySeverity(severity, 4, 6, 10)),
  sharpen: random.between(0.3, 1.1),
  contrast: random.between(0.05, 0.35),
  whiteAt: random.between(...bySeverity<[number, number]>(severity, [0.5, 0.68], [0.38, 0.7], [0.25, 0.8])),
  quality: random.whole(87, 94),
})

/** Megapixels to the sides of a 4:3 picture, even and whole; upright unless told otherwise. */
export const sensorSize = (megapixels: number, landscape: boolean): { width: number; height: number } => {
  const short = 2 * Math.round(Math.sqrt((megapixels * 1e6 * 3) / 4) / 2)
  const long = 2 * Math.round((short * 4) / 6)
  return landscape ? { width: long, height: short } : { width: short, height: long }
}

/** The 90th percentile of green: what an exposure meter would hold below white. */
const brightLevel = (light: Light): number => {
  const samples = Float32Array.from(
    { length: 4096 },
    (_, i) => light.g[Math.floor((i * light.g.length) / 4096)],
  )
  return samples.sort()[Math.floor(4096 * 0.9)]
}

/** How sharp the lens draws, point by point. */
export interface Focus {
  readonly map: InverseMap
  readonly blur: BlurGrid
}

/** Lens, sensor and image processor: linear light to the phone's JPEG. Consumes `light`. */
export const takePhoto = async (
  light: Light,
  phone: PhoneTraits,
  focus: Focus,
  toPixel: PageToPixel,
  notes: Leak['notes'],
  random: Random,
): Promise<Leak> => {
  const { width, height } = light
  for (const plane of [light.r, light.g, light.b]) blurByGrid(plane, focus.map, focus.blur)
  const exposure = phone.whiteAt / Math.max(1e-3, brightLevel(light))
  const raw = exposeSensor(light, { fullWell: phone.fullWell, readNoise: phone.readNoise, exposure }, random)
  demosaic(raw, light)
  const data = developPicture(light, phone)
  const bytes = await encodeJpeg({ width, height, channels: 3, data }, phone.quality)
  return { bytes, format: 'jpeg', width, height, toPixel, notes: { ...notes, ...phone } }
}
