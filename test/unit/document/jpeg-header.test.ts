import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readJpegHeader } from '../../../main/document/jpeg-header.ts'
import { jpegOf, squares } from './picture-pdf.ts'

describe('the header of a JPEG', () => {
  it.each([30, 50, 75, 90, 98])('tells libjpeg’s quality %i', async (quality) => {
    const header = readJpegHeader(await jpegOf(80, 60, 1, quality))
    expect(header).toMatchObject({ width: 80, height: 60, components: 1, finelyColoured: true })
    expect(header?.quality).toBeGreaterThanOrEqual(quality - 1)
    expect(header?.quality).toBeLessThanOrEqual(quality + 1)
  })

  it('tells how finely colours are kept, progressive or not', async () => {
    const picture = sharp(squares(80, 60, 3), { raw: { width: 80, height: 60, channels: 3 } })
    const fine = await picture.jpeg({ chromaSubsampling: '4:4:4', progressive: true }).toBuffer()
    const coarse = await picture.jpeg({ chromaSubsampling: '4:2:0' }).toBuffer()
    expect(readJpegHeader(fine)).toMatchObject({ components: 3, finelyColoured: true })
    expect(readJpegHeader(coarse)).toMatchObject({ components: 3, finelyColoured: false })
    const cmyk = await picture.toColourspace('cmyk').jpeg().toBuffer()
    expect(readJpegHeader(cmyk)?.components).toBe(4)
  })

  it('is none of what is none, or is cut off before it is told', async () => {
    const jpeg = await jpegOf(80, 60, 1)
    const scan = jpeg.indexOf(Buffer.from([0xff, 0xda]))
    for (let length = 0; length < scan; length++) {
      const header = readJpegHeader(jpeg.subarray(0, length))
      if (header !== null) expect(header).toEqual(readJpegHeader(jpeg))
    }
    expect(readJpegHeader(jpeg.subarray(0, 60))).toBeNull()
    expect(readJpegHeader(Buffer.from('%PDF-1.7 no picture'))).toBeNull()
    const png = await sharp(squares(8, 6, 1), { raw: { width: 8, height: 6, channels: 1 } })
      .png()
      .toBuffer()
    expect(readJpegHeader(png)).toBeNull()
    const lossless = Buffer.from(jpeg)
    lossless[jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3
    expect(readJpegHeader(lossless)).toBeNull()
  })
})
