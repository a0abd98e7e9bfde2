import { existsSync } from 'node:fs'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import type { Severity } from '../../leak/leak-types.ts'
import { leakPrintPhoto } from '../../leak/leak-print-photo.ts'
import { leakScreenPhoto } from '../../leak/leak-screen-photo.ts'
import { thumbnailOf } from '../../leak/encode.ts'
import { discPage } from './disc-page.ts'

/** Noise between neighbouring pixels on bare paper, in 8-bit steps: half the blocks of a bright page are quieter. */
const paperNoise = async (bytes: Buffer): Promise<number> => {
  const { data, info } = await sharp(bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
  const noise: number[] = []
  for (let y = 0; y + 8 < info.height; y += 8) {
    for (let x = 0; x + 8 < info.width; x += 8) {
      let [total, squares] = [0, 0]
      for (let j = y; j < y + 8; j += 1) {
        for (let i = x; i < x + 7; i += 1) {
          const at = j * info.width + i
          total += data[at]
          squares += (data[at] - data[at + 1]) ** 2
        }
      }
      if (total / 56 > 120) noise.push(Math.sqrt(squares / 56 / 2))
    }
  }
  return noise.sort((a, b) => a - b)[Math.floor(noise.length / 2)]
}

const page = discPage(200)
const photo = (severity: Severity) => leakPrintPhoto(page, { seed: 77, severity, megapixels: 3, flat: true })

describe('realism', () => {
  it('is as noisy as phones are, and noisier in bad light', async () => {
    const good = await paperNoise((await photo('good')).bytes)
    const hard = await paperNoise((await photo('hard')).bytes)
    // Real phone photos of printed pages measured 0.48 to 0.66 this way; small messengers' pictures 1.6.
    expect(good).toBeGreaterThan(0.25)
    expect(good).toBeLessThan(2)
    expect(hard).toBeGreaterThan(good)
    expect(hard).toBeLessThan(6)
  })

  it('measures real photos alike', async () => {
    const real = process.env['SIGLUM_REAL_PHOTO'] ?? ''
    if (!existsSync(real)) {
      console.warn('SKIPPED: set SIGLUM_REAL_PHOTO to a phone photo of a printed page to compare its noise')
      return
    }
    const noise = await paperNoise(await sharp(real).toBuffer())
    expect(noise).toBeGreaterThan(0.25)
    expect(noise).toBeLessThan(6)
  })

  it('exposes paper and screens below white and above mid-grey', async () => {
    for (const leak of [
      await photo('good'),
      await leakScreenPhoto(page, { seed: 8, severity: 'good', megapixels: 2 }),
    ]) {
      const { data } = await sharp(leak.bytes).greyscale().raw().toBuffer({ resolveWithObject: true })
      const bright = data.sort()[Math.floor(data.length * 0.8)]
      expect(bright).toBeGreaterThan(140)
      expect(bright).toBeLessThan(250)
    }
  })

  it('makes thumbnails of 720 pixels', async () => {
    const thumbnail = await thumbnailOf(await photo('good'))
    const { width, height, format } = await sharp(thumbnail.bytes).metadata()
    expect(Math.max(width, height)).toBe(720)
    expect(format).toBe('jpeg')
  })
})
