import sharp from 'sharp'
import type { Random } from '../leak/random.ts'
import { smoothstep } from '../leak/tone.ts'

export interface PictureBytes {
  readonly width: number
  readonly height: number
  readonly rgb: Uint8Array
}

/** Smooth value noise with octaves, about -1 to 1. */
const valueNoise = (random: Random): ((x: number, y: number, octaves: number) => number) => {
  const lattice = Float32Array.from({ length: 65536 }, () => random.between(-1, 1))
  const at = (x: number, y: number) => lattice[((y & 255) << 8) | (x & 255)]
  const single = (x: number, y: number) => {
    const [x0, y0] = [Math.floor(x), Math.floor(y)]
    const [u, v] = [smoothstep(0, 1, x - x0), smoothstep(0, 1, y - y0)]
    const top = at(x0, y0) + u * (at(x0 + 1, y0) - at(x0, y0))
    const low = at(x0, y0 + 1) + u * (at(x0 + 1, y0 + 1) - at(x0, y0 + 1))
    return top + v * (low - top)
  }
  return (x, y, octaves) => {
    let sum = 0
    for (let o = 0, f = 1, a = 0.5; o < octaves; o += 1, f *= 2.03, a *= 0.52)
      sum += a * single(x * f + o * 17.3, y * f + o * 9.1)
    return sum
  }
}

type Colour = readonly [number, number, number]

const mix = (a: Colour, b: Colour, t: number): Colour => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
  a[2] + (b[2] - a[2]) * t,
]

/** A reservoir among hills under clouds: ridges fade with distance, water mirrors the sky, sensor grain over all. */
export const landscapePicture = (width: number, height: number, random: Random): PictureBytes => {
  const noise = valueNoise(random)
  const shore = random.between(0.62, 0.7)
  const tint = random.between(-12, 12)
  const ridges = [0.4, 0.47, 0.54].map((base) => ({
    base,
    seed: random.between(0, 90),
    height: random.between(0.08, 0.16),
  }))
  const sky = (x: number, y: number): Colour => {
    const blue = mix([96, 142, 198 + tint], [214, 224, 230], smoothstep(0, 0.5, y))
    return mix(blue, [248, 246, 242], smoothstep(0.02, 0.35, noise(x * 5, y * 11, 6)) * 0.85)
  }
  const land = (x: number, y: number): Colour => {
    let colour = sky(x, y)
    ridges.forEach((ridge, i) => {
      const top = ridge.base - ridge.height * (0.4 + noise(x * (3 + i) + ridge.seed, ridge.seed, 6) * 1.4)
      if (y < top) return
      const near = (i + 1) / ridges.length
      const shade = 0.75 + 0.9 * noise(x * 34 * near + ridge.seed, y * 60 * near, 5)
      const green: Colour = [62 * shade + 12, 84 * shade + 14, (44 + tint) * shade + 12]
      colour = mix(green, [158, 178, 198], (1 - near) * 0.8)
    })
    return colour
  }
  const paint = (x: number, y: number): Colour => {
    if (y < shore) return land(x, y)
    const ripple = noise(x * 14, y * 130, 4) * 0.03 * (y - shore + 0.08)
    const mirrored = land(x + ripple, Math.max(0.02, 2 * shore - y + ripple * 6))
    const water = mix(mirrored, [34, 58, 74], 0.35 + 0.4 * (y - shore))
    const sparkle = noise(x * 60, y * 380, 3)
    return sparkle > 0.42 ? mix(water, [230, 236, 240], 0.45) : water
  }
  return paintPicture(width, height, paint, random)
}

/** Coloured blobs and stripes, fur-like: a picture that is no document at all. */
export const blobPicture = (width: number, height: number, random: Random): PictureBytes => {
  const noise = valueNoise(random)
  const colours = Array.from({ length: 4 }, (): Colour => [
    random.between(20, 240),
    random.between(20, 240),
    random.between(20, 230),
  ])
  const [sx, sy, fur] = [random.between(1.5, 5), random.between(1.5, 5), random.between(40, 160)]
  const paint = (x: number, y: number): Colour => {
    const body = noise(x * sx, y * sy, 3)
    const base = mix(colours[0], colours[1], smoothstep(-0.25, 0.2, body))
    const striped = mix(
      base,
      colours[2],
      smoothstep(0.1, 0.3, Math.sin(18 * body + 6 * noise(y * 3, x * 3, 3)) * 0.4),
    )
    const hair = 1 + 0.5 * noise(x * fur, y * fur * 0.2, 3)
    return [striped[0] * hair, striped[1] * hair, striped[2] * hair]
  }
  return paintPicture(width, height, paint, random)
}

const paintPicture = (
  width: number,
  height: number,
  paint: (x: number, y: number) => Colour,
  random: Random,
): PictureBytes => {
  const rgb = new Uint8ClampedArray(width * height * 3)
  const aspect = width / height
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = paint((x / width) * aspect, y / height)
      const grain = (random.next() + random.next() - 1) * 7
      for (let c = 0; c < 3; c += 1) rgb[(y * width + x) * 3 + c] = colour[c] + grain
    }
  }
  return { width, height, rgb: new Uint8Array(rgb.buffer) }
}

export const jpegOf = ({ width, height, rgb }: PictureBytes, quality: number): Promise<Buffer> =>
  sharp(rgb, { raw: { width, height, channels: 3 } })
    .jpeg({ quality })
    .toBuffer()
