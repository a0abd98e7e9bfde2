import { describe, expect, test } from 'vitest'
import { openRaster } from '../../../main/document/open-raster.ts'
import { CORPUS } from './corpus.ts'
import { onePage } from './raw-pdf.ts'

const bytesOf = (name: string): Uint8Array => {
  const found = CORPUS.find((one) => one.name === name)
  if (!found) throw new Error(`no case ${name}`)
  return found.bytes
}

describe('rendering', () => {
  test('a point at (x, y) mm lies at (x, y) times the scale, at scales that fit no pixel grid', async () => {
    // A diamond of 1 mm around (100.5, 100.5) mm, on a page whose sides are no whole numbers of points.
    const mm = 72 / 25.4
    const [width, height] = [595.276, 841.89]
    const [x0, y0] = [100.5 * mm, height - 100.5 * mm]
    const diamond = `${x0 - mm} ${y0} m ${x0} ${y0 + mm} l ${x0 + mm} ${y0} l ${x0} ${y0 - mm} l f`
    const raster = await openRaster(onePage({ content: diamond, box: `0 0 ${width} ${height}` }))
    for (const perMm of [4, 5.9, 11.811]) {
      const picture = raster.render(0, perMm)
      expect(picture.width).toBe(Math.round(210 * perMm))
      let [mass, x, y] = [0, 0, 0]
      picture.data.forEach((grey, i) => {
        mass += 255 - grey
        x += (255 - grey) * ((i % picture.width) + 0.5)
        y += (255 - grey) * (Math.floor(i / picture.width) + 0.5)
      })
      expect(Math.abs(x / mass - 100.5 * perMm)).toBeLessThan(0.05)
      expect(Math.abs(y / mass - 100.5 * perMm)).toBeLessThan(0.05)
    }
    raster.close()
  })

  test('in colour', async () => {
    const raster = await openRaster(onePage({ content: '1 0 0 rg 0 0 400 300 re f' }))
    const { width, height, rgb } = raster.renderRgb(0, 1)
    expect([width, height]).toEqual([141, 106])
    expect([...rgb.subarray(0, 3)]).toEqual([255, 0, 0])
    raster.close()
  })

  test('pages looked at in turn and again are the same', async () => {
    const raster = await openRaster(bytesOf('pages of many sizes in a tree, one of them listed twice'))
    const look = (page: number) => [raster.render(page, 2).data, raster.chars(page), raster.widthMm(page)]
    const first = [0, 1, 2].map(look)
    expect([2, 0, 1, 0, 0].map(look)).toEqual([first[2], first[0], first[1], first[0], first[0]])
    expect(first[0]).not.toEqual(first[1])
    raster.close()
    raster.close()
  })

  test('the characters of a ligature stand on the line of their neighbours, in a form too', async () => {
    const raster = await openRaster(bytesOf('ligature by ActualText in a form that is moved'))
    const word = raster.chars(0).slice(-5)
    expect(String.fromCodePoint(...word.map(({ code }) => code))).toBe('offer')
    // The form hangs from 100 points, at half its size, and its line lies 100 of its own below that.
    for (const { y } of word) expect(y).toBeCloseTo((250 * 25.4) / 72, 2)
    expect(word[0].x).toBeLessThan(word[1].x)
    raster.close()
  })

  test('a raster beyond all measure is refused', async () => {
    const raster = await openRaster(onePage({ content: '', page: '/UserUnit 1000' }))
    expect(() => raster.render(0, 20)).toThrowError(expect.objectContaining({ code: 'document-too-large' }))
    raster.close()
  })

  test('nothing is not a PDF', async () => {
    await expect(openRaster(new Uint8Array(0))).rejects.toMatchObject({ code: 'document-broken' })
  })
})

describe('Chinese fonts that the file does not embed', () => {
  test.for(['UCS-2 Chinese, font not embedded', 'GBK Chinese, font not embedded'])(
    '%s: drawn by the stand-in',
    async (name) => {
      const raster = await openRaster(bytesOf(name))
      expect(raster.render(0, 4).data.filter((grey) => grey < 128).length).toBeGreaterThan(800)
      expect(raster.standInFonts()).toEqual(['STSong-Light'])
      expect(raster.missingFonts()).toEqual([])
      raster.close()
    },
  )

  test('characters that the stand-in lacks are reported', async () => {
    const korean = Buffer.from(bytesOf('UCS-2 Chinese, font not embedded')).toString('latin1')
    const bytes = korean.replace(/<6c34[0-9a-f]{4}/, '<6c34ac00')
    const raster = await openRaster(Buffer.from(bytes, 'latin1'))
    expect(raster.missingFonts()).toEqual(['STSong-Light'])
    raster.close()
  })

  test('Symbol is none of them, though pieces of its roots and brackets are in private use', async () => {
    const content = String.raw`BT /F1 20 Tf 20 200 Td (\140\346\347\350) Tj ET`
    const symbol = '<</Type/Font/Subtype/Type1/BaseFont/Symbol>>'
    const raster = await openRaster(onePage({ content, more: { 4: symbol } }))
    expect(raster.chars(0).some(({ code }) => code >= 0xe000 && code < 0xf900)).toBe(true)
    expect([...raster.missingFonts(), ...raster.standInFonts()]).toEqual([])
    raster.close()
  })

  test('other documents need none', async () => {
    const raster = await openRaster(bytesOf('Tj'))
    expect([...raster.missingFonts(), ...raster.standInFonts()]).toEqual([])
    raster.close()
  })
})
