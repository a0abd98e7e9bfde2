import type { PictureBytes } from './natural-picture.ts'
import { seededRandom } from '../leak/random.ts'
import { blobPicture, jpegOf, landscapePicture } from './natural-picture.ts'

/** Things that are in no register: a tracer must say so, or that it cannot tell. */
export const FOREIGN_KINDS = ['blobs', 'landscape', 'blank', 'grey', 'noise', 'stripes'] as const

export type ForeignKind = (typeof FOREIGN_KINDS)[number]

const flat = (
  width: number,
  height: number,
  level: number,
  grain: number,
  seed: number | string,
): PictureBytes => {
  const random = seededRandom(seed, 'flat')
  const rgb = new Uint8ClampedArray(width * height * 3)
  for (let i = 0; i < rgb.length; i += 3) {
    const value = level + grain * (random.next() + random.next() - 1)
    rgb.fill(value, i, i + 3)
  }
  return { width, height, rgb: new Uint8Array(rgb.buffer) }
}

const stripes = (width: number, height: number, seed: number | string): PictureBytes => {
  const random = seededRandom(seed, 'stripes')
  const [kx, ky, sharpness] = [random.between(0.01, 0.2), random.between(0.01, 0.2), random.between(1, 8)]
  const rgb = new Uint8ClampedArray(width * height * 3)
  for (let i = 0; i < width * height; i += 1) {
    const wave = Math.tanh(sharpness * Math.sin(kx * (i % width) + ky * Math.floor(i / width)))
    rgb.fill(128 + 110 * wave, 3 * i, 3 * i + 3)
  }
  return { width, height, rgb: new Uint8Array(rgb.buffer) }
}

export const foreignPicture = (
  kind: ForeignKind,
  seed: number | string,
  width = 900,
  height = 1200,
): PictureBytes => {
  switch (kind) {
    case 'blobs':
      return blobPicture(width, height, seededRandom(seed, kind))
    case 'landscape':
      return landscapePicture(width, height, seededRandom(seed, kind))
    case 'blank':
      return flat(width, height, 255, 0, seed)
    case 'grey':
      return flat(width, height, 168, 6, seed)
    case 'noise':
      return flat(width, height, 128, 127, seed)
    case 'stripes':
      return stripes(width, height, seed)
  }
}

export const foreignJpeg = (
  kind: ForeignKind,
  seed: number | string,
  width = 900,
  height = 1200,
): Promise<Buffer> => jpegOf(foreignPicture(kind, seed, width, height), 85)
