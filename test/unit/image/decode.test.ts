import { readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import type { Sharp } from 'sharp'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { decodePicture, pageCount } from '../../../main/image/decode.ts'
import { luma } from '../../../main/image/luma.ts'
import type { Picture } from '../../../main/image/picture.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { bmpFile } from './bmp-writer.ts'

/** 160 x 96: red, green over blue, grey. */
const QUARTERS = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="96"><rect width="80" height="48" fill="#f00"/>
  <rect x="80" width="80" height="48" fill="#0f0"/><rect y="48" width="80" height="48" fill="#00f"/>
  <rect x="80" y="48" width="80" height="48" fill="#888"/></svg>`,
)
const encode = async (as: (s: Sharp) => Sharp): Promise<Uint8Array> =>
  new Uint8Array(await as(sharp(QUARTERS).removeAlpha()).toBuffer())
const fixture = (name: string) => new Uint8Array(readFileSync(new URL(`fixtures/${name}`, import.meta.url)))

const nameColour = (picture: Picture, x: number, y: number): string => {
  const [r, g, b] = picture.rgb.subarray((y * picture.width + x) * 3)
  const near = (p: number, q: number, s: number) => Math.abs(r - p) + Math.abs(g - q) + Math.abs(b - s) < 24
  if (near(255, 0, 0)) return 'R'
  if (near(0, 255, 0)) return 'G'
  if (near(0, 0, 255)) return 'B'
  return near(136, 136, 136) ? 'K' : `${r},${g},${b}`
}
/** Colours of the corners: top left, top right, bottom left, bottom right. */
const corners = (p: Picture) =>
  [
    [4, 4],
    [p.width - 5, 4],
    [4, p.height - 5],
    [p.width - 5, p.height - 5],
  ]
    .map(([x, y]) => nameColour(p, x, y))
    .join('')

describe('decodePicture', () => {
  it.each([
    ['jpeg', (s: Sharp) => s.jpeg()],
    ['png', (s: Sharp) => s.png()],
    ['png', (s: Sharp) => s.toColourspace('rgb16').png()],
    ['webp', (s: Sharp) => s.webp()],
    ['gif', (s: Sharp) => s.gif()],
    ['tiff', (s: Sharp) => s.tiff()],
    ['avif', (s: Sharp) => s.avif({ effort: 0 })],
  ])('reads %s', async (kind, as) => {
    const picture = await decodePicture(await encode(as))
    expect([picture.kind, picture.width, picture.height, picture.scale, corners(picture)]).toEqual([
      kind,
      160,
      96,
      1,
      'RGBK',
    ])
  })

  it.each([
    [1, 'RGBK'],
    [3, 'KBGR'],
    [6, 'BRKG'],
    [8, 'GKRB'],
    [2, 'GRKB'],
  ])('turns by EXIF orientation %d', async (orientation, expected) => {
    const picture = await decodePicture(await encode((s) => s.withMetadata({ orientation }).jpeg()), {
      maxEdge: 80,
    })
    expect(corners(picture)).toBe(expected)
    expect(Math.max(picture.width, picture.height)).toBe(80)
    expect(picture.scale).toBeCloseTo(0.5, 6)
  })

  it('reads HEIC, and turns it once as its irot says', async () => {
    const plain = await decodePicture(fixture('quarters.heic'))
    expect([plain.kind, plain.width, plain.height, corners(plain)]).toEqual(['heic', 160, 96, 'RGBK'])
    const turned = await decodePicture(fixture('quarters-turned.heic'), { maxEdge: 80 })
    expect([turned.width, turned.height, turned.scale, corners(turned)]).toEqual([48, 80, 0.5, 'GKRB'])
  })

  it.each([
    ['grey', 'b-w'],
    ['16-bit grey', 'grey16'],
    ['CMYK', 'cmyk'],
  ] as const)('brings %s to sRGB', async (_, space) => {
    const grey = sharp({ create: { width: 20, height: 10, channels: 3, background: '#888' } })
    const coded = grey.toColourspace(space)
    const file = await (space === 'cmyk' ? coded.jpeg() : coded.png()).toBuffer()
    const picture = await decodePicture(new Uint8Array(file))
    expect(picture.rgb.length).toBe(600)
    for (const value of picture.rgb.subarray(0, 3)) expect(Math.abs(value - 136)).toBeLessThan(16)
  })

  it('puts what is transparent on white', async () => {
    const clear = sharp({
      create: { width: 9, height: 9, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
    const picture = await decodePicture(new Uint8Array(await clear.png().toBuffer()))
    expect([...picture.rgb.subarray(0, 3)]).toEqual([255, 255, 255])
  })

  it('reads a page of a TIFF of several, and counts them', async () => {
    const pages = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 30, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const file = new Uint8Array(
      await sharp(pages, { join: { animated: true } })
        .tiff()
        .toBuffer(),
    )
    expect(await pageCount(file)).toBe(2)
    expect(nameColour(await decodePicture(file, { page: 1 }), 5, 5)).toBe('G')
    await expect(decodePicture(file, { page: 2 })).rejects.toThrow('has 2 pages')
  })

  it('reads what there is of a JPEG cut short', async () => {
    const whole = await encode((s) => s.resize(1600, 960).jpeg())
    const picture = await decodePicture(whole.subarray(0, Math.floor(whole.length * 0.6)))
    expect([picture.width, picture.height, corners(picture).slice(0, 2)]).toEqual([1600, 960, 'RG'])
  })

  it.each([
    ['picture-too-large', async () => decodePicture(await encode((s) => s.png()), { maxPixels: 100 })],
    ['picture-too-large', async () => decodePicture(fixture('quarters.heic'), { maxPixels: 100 })],
    ['picture-unreadable', async () => decodePicture(new Uint8Array(0))],
    ['picture-unreadable', async () => decodePicture(new Uint8Array(QUARTERS))],
    ['picture-unreadable', async () => decodePicture(Buffer.from('%PDF-1.7\n'))],
    ['picture-unreadable', async () => decodePicture((await encode((s) => s.jpeg())).subarray(0, 30))],
  ])('refuses with %s', async (code, attempt) => {
    await expect(attempt()).rejects.toThrow(expect.objectContaining({ code }))
  })

  it('ends every damaged file in a picture or a coded failure', async () => {
    const files = [
      await encode((s) => s.jpeg()),
      await encode((s) => s.png()),
      await encode((s) => s.tiff()),
      await encode((s) => s.gif()),
      bmpFile({ width: 3, height: 3, bits: 24, pixels: Array(36).fill(9) }),
    ]
    const damage = fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...files), damage, fc.nat(2000), async (file, changes, cut) => {
        const bytes = file.slice(0, Math.max(1, file.length - (cut % file.length)))
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
        const outcome = await decodePicture(bytes, { maxPixels: 1e6 }).catch((error: unknown) => error)
        if (outcome instanceof Error) expect(outcome).toBeInstanceOf(Failure)
        else expect(outcome).toHaveProperty('rgb')
      }),
      { numRuns: 60, seed: 1 },
    )
  })
})

describe('luma', () => {
  it('weighs the primaries as BT.709 does', () => {
    const plane = luma({
      width: 4,
      height: 1,
      rgb: Uint8Array.of(255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255),
    })
    expect([...plane.data].map((v) => Math.round(v * 100) / 100)).toEqual([54.21, 182.38, 18.41, 255])
  })
})
