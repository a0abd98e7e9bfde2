import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { PDFDocument, PDFName, PDFRawStream, PDFRef } from 'pdf-lib'
import type { BoxMove, PageEdit } from '../../../main/document/document.ts'
import { NO_COPY } from '../../../main/document/identity-metadata.ts'
import { openDocument } from '../../../main/document/open-document.ts'
import { openRaster } from '../../../main/document/open-raster.ts'
import { openWordless } from '../../../main/document/open-wordless.ts'
import { withSlots } from '../../../main/document/open-wording.ts'
import { prepareWriter } from '../../../main/document/prepare-writer.ts'
import { mapAffine } from '../../../shared/maths/geometry.ts'
import { hasJudge, judge } from './judges.ts'
import { bitsOf, faxOf, GREY, jpegOf, picturePdf } from './picture-pdf.ts'

let grey: Buffer
beforeAll(async () => {
  grey = await jpegOf(800, 600, 1)
})

const MM = 25.4 / 72
const picturesIn = async (pdf: Uint8Array) => (await openDocument(pdf)).pages.map(({ pictures }) => pictures)

describe('pictures that a page paints', () => {
  it('are told with where their pixels lie', async () => {
    const content = 'q 200 0 0 150 100 50 cm /Im Do Q'
    const [[picture]] = await picturesIn(picturePdf({ jpeg: grey, content }))
    expect(picture).toMatchObject({ width: 800, height: 600 })
    expect(mapAffine(picture.toPage, { x: 0, y: 0 })).toEqual({
      x: expect.closeTo(100 * MM, 6),
      y: expect.closeTo(100 * MM, 6),
    })
    expect(mapAffine(picture.toPage, { x: 800, y: 600 })).toEqual({
      x: expect.closeTo(300 * MM, 6),
      y: expect.closeTo(250 * MM, 6),
    })
    const [[turned]] = await picturesIn(picturePdf({ jpeg: grey, page: '/Rotate 90' }))
    expect(mapAffine(turned.toPage, { x: 0, y: 600 })).toEqual({
      x: expect.closeTo(0, 6),
      y: expect.closeTo(0, 6),
    })
  })

  it('are found in forms, and of colours that are numbers of light', async () => {
    const form = {
      dict: '/Type/XObject/Subtype/Form/BBox[0 0 400 300]',
      data: 'q 400 0 0 300 0 0 cm /Im Do Q',
    }
    const inForm = picturePdf({ jpeg: grey, content: '/Fm Do', more: { 21: form } })
    const named = Buffer.from(
      inForm.toString('latin1').replace('/Im 20 0 R', '/Im 20 0 R/Fm 21 0 R'),
      'latin1',
    )
    expect((await picturesIn(named))[0]).toHaveLength(1)
    const colour = await jpegOf(800, 600, 3)
    const size = '/Width 800/Height 600/BitsPerComponent 8'
    const profile = { dict: '/N 3', data: 'a profile' }
    for (const space of ['/DeviceRGB', '[/CalRGB<</WhitePoint[1 1 1]>>]', '[/ICCBased 22 0 R]']) {
      const pdf = picturePdf({ jpeg: colour, entries: `${size}/ColorSpace${space}`, more: { 22: profile } })
      expect((await picturesIn(pdf))[0], space).toHaveLength(1)
    }
  })

  it('are none the less pictures for entries that say what is usual', async () => {
    const usual = '/ImageMask false/Decode[0 1]/DecodeParms[null]/SMaskInData 0/SMask null/Interpolate true'
    expect((await picturesIn(picturePdf({ jpeg: grey, entries: GREY + usual })))[0]).toHaveLength(1)
  })

  it('are numbered among all that the page paints; those in a hidden layer are left', async () => {
    const layers = '/OCProperties<</OCGs[40 0 R]/D<</OFF[40 0 R]>>>>'
    const other = { dict: `/Type/XObject/Subtype/Image/Filter/DCTDecode${GREY}`, data: grey }
    const pdf = picturePdf({
      jpeg: grey,
      content: '/OC /Layer BDC q 400 0 0 300 0 0 cm /Im Do Q EMC q 400 0 0 300 0 0 cm /Seen Do Q',
      more: { 21: other, 40: '<</Type/OCG/Name(off)>>' },
    })
    const text = pdf
      .toString('latin1')
      .replace('/Im 20 0 R>>', '/Im 20 0 R/Seen 21 0 R>>/Properties<</Layer 40 0 R>>')
      .replace('/Type/Catalog', `/Type/Catalog${layers}`)
    const [pictures] = await picturesIn(Buffer.from(text, 'latin1'))
    expect(pictures.map(({ number }) => number)).toEqual([1])
  })

  it('stay as they are where a stamp shows them too', async () => {
    const stamp = {
      dict: '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im 20 0 R>>>>',
      data: '9 0 0 9 0 0 cm /Im Do',
    }
    const annotation = '<</Type/Annot/Subtype/Stamp/Rect[9 9 99 99]/F 4/AP<</N 31 0 R>>>>'
    const pdf = picturePdf({ jpeg: grey, page: '/Annots[30 0 R]', more: { 30: annotation, 31: stamp } })
    expect(await picturesIn(pdf)).toEqual([[]])
  })

  it.each([
    ['painted twice', { content: 'q 200 0 0 300 0 0 cm /Im Do Q q 200 0 0 300 200 0 cm /Im Do Q' }],
    ['aslant', { content: 'q 380 20 -20 280 20 0 cm /Im Do Q' }],
    ['small', { content: 'q 50 0 0 40 0 0 cm /Im Do Q' }],
    [
      'of another size than it says',
      { entries: '/Width 800/Height 500/BitsPerComponent 8/ColorSpace/DeviceGray' },
    ],
    [
      'of more colours than it says',
      { entries: '/Width 800/Height 600/BitsPerComponent 8/ColorSpace/DeviceRGB' },
    ],
    ['of named colours', { entries: `${GREY.replace('/DeviceGray', '[/Indexed/DeviceRGB 255 <00>]')}` }],
    ['with a mask', { entries: `${GREY}/SMask 21 0 R`, more: { 21: { dict: GREY, data: 'x' } } }],
    ['turned inside out', { entries: `${GREY}/Decode[1 0]` }],
    ['packed otherwise', { entries: `${GREY}/DecodeParms<</ColorTransform 0>>` }],
  ])('stay as they are: %s', async (_, options) => {
    expect(await picturesIn(picturePdf({ jpeg: grey, ...options }))).toEqual([[]])
  })

  it('stay as they are: too coarse, no JPEG, or of another page too', async () => {
    const coarse = await jpegOf(400, 300, 1)
    const entries = '/Width 400/Height 300/BitsPerComponent 8/ColorSpace/DeviceGray'
    expect(await picturesIn(picturePdf({ jpeg: coarse, entries }))).toEqual([[]])
    expect(await picturesIn(picturePdf({ jpeg: Buffer.from('no JPEG') }))).toEqual([[]])
    const second =
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 10 0 R/Resources<</XObject<</Im 20 0 R>>>>>>'
    const both = picturePdf({
      jpeg: grey,
      more: { 2: '<</Type/Pages/Kids[3 0 R 30 0 R]/Count 2>>', 30: second },
    })
    expect(await picturesIn(both)).toEqual([[], []])
  })
})

const written = async (pdf: Uint8Array, edit: Omit<PageEdit, 'overlays'>): Promise<Uint8Array> => {
  const writer = await prepareWriter(await openDocument(pdf))
  return writer.write([{ overlays: [], ...edit }], NO_COPY)
}

/** The first picture's stream, as the file holds it. */
const streamIn = async (pdf: Uint8Array): Promise<PDFRawStream> => {
  const { context } = await PDFDocument.load(pdf)
  const found = context.enumerateIndirectObjects().find(([ref, object]) => {
    const image = object instanceof PDFRawStream && object.dict.get(PDFName.of('Width'))
    return ref instanceof PDFRef && image !== false && image !== undefined
  })?.[1]
  if (!(found instanceof PDFRawStream)) throw new Error('no picture')
  return found
}

/** Left half of the page; the squares of the fields in it. */
const HALF: BoxMove = { box: [2, 2, 70, 104], shiftMm: [0.08, -0.05] }

describe('a copy’s pictures', () => {
  it('are the original’s, byte for byte, where nothing is moved', async () => {
    for (const edit of [{}, { pictures: new Map() }, { pictures: new Map([[0, []]]) }]) {
      const copy = await written(picturePdf({ jpeg: grey }), edit)
      expect(Buffer.compare(Buffer.from((await streamIn(copy)).contents), grey)).toBe(0)
    }
  })

  it('are white where that is asked for, and what is painted over them stays', async () => {
    const content = 'q 400 0 0 300 0 0 cm /Im Do Q 0 g 10 10 100 100 re f'
    const pdf = picturePdf({ jpeg: grey, content })
    const raster = await openWordless(await openDocument(pdf), 'blank')
    const { width, data } = raster.render(0, 4)
    raster.close()
    const at = (x: number, y: number) => data[Math.round(4 * y) * width + Math.round(4 * x)]
    expect([at(100, 20), at(60, 60), at(130, 95)]).toEqual([255, 255, 255])
    expect(at(20, 80)).toBe(0)
  })

  it('show what was moved where it was moved to, and all else where it was', async () => {
    const pdf = picturePdf({ jpeg: grey })
    const copy = await written(pdf, { pictures: new Map([[0, [HALF]]]) })
    const [before, after] = [await openRaster(pdf), await openRaster(copy)]
    const [p, q] = [before, after].map((raster) => raster.render(0, 800 / (400 * MM)))
    before.close()
    after.close()
    /** Middle of the darkness of the square in a field. */
    const middle = ({ width, data }: typeof p, column: number, row: number): [number, number] => {
      let [sum, x, y] = [0, 0, 0]
      for (let v = 40 * row + 6; v < 40 * row + 34; v++) {
        for (let u = 40 * column + 6; u < 40 * column + 34; u++) {
          const dark = 227 - data[v * width + u]
          ;[sum, x, y] = [sum + dark, x + dark * u, y + dark * v]
        }
      }
      return [x / sum, y / sum]
    }
    const gone = (column: number, row: number) => {
      const [from, to] = [middle(p, column, row), middle(q, column, row)]
      return [to[0] - from[0], to[1] - from[1]]
    }
    const pixelsPerMm = 2 / MM
    for (const [column, row] of [
      [1, 1],
      [5, 7],
      [8, 13],
    ]) {
      expect(gone(column, row)[0]).toBeCloseTo(0.08 * pixelsPerMm, 1)
      expect(gone(column, row)[1]).toBeCloseTo(-0.05 * pixelsPerMm, 1)
    }
    for (const [column, row] of [
      [11, 1],
      [15, 7],
      [18, 13],
    ])
      for (const way of gone(column, row)) expect(Math.abs(way)).toBeLessThan(0.02)
    const right = ({ width, data }: typeof p) => data.filter((_, at) => at % width > 0.55 * width)
    const [still, beside] = [right(p), right(q)]
    expect(still.reduce((most, level, i) => Math.max(most, Math.abs(level - beside[i])), 0)).toBeLessThan(16)
  })

  it('keep grey grey and colour colour, and are about as finely packed', async () => {
    for (const [channels, space, quality] of [
      [1, 'DeviceGray', 92],
      [3, 'DeviceRGB', 60],
    ] as const) {
      const jpeg = await jpegOf(800, 600, channels, quality)
      const entries = `/Width 800/Height 600/BitsPerComponent 8/ColorSpace/${space}`
      const copy = await written(picturePdf({ jpeg, entries }), { pictures: new Map([[0, [HALF]]]) })
      const { contents } = await streamIn(copy)
      const made = await sharp(contents).metadata()
      expect(made).toMatchObject({ format: 'jpeg', width: 800, height: 600, channels })
      expect(contents.length).toBeLessThan(2 * jpeg.length)
    }
  })

  it('move on a turned page as on any', async () => {
    const pdf = picturePdf({ jpeg: grey, page: '/Rotate 90' })
    const copy = await written(pdf, {
      pictures: new Map([[0, [{ box: [4, 4, 100, 136], shiftMm: [0.15, 0] }]]]),
    })
    const moved = await sharp((await streamIn(copy)).contents)
      .toColourspace('b-w')
      .raw()
      .toBuffer()
    const still = await sharp(grey).toColourspace('b-w').raw().toBuffer()
    // Right on the page is up in its picture.
    const rise = (data: Buffer): number => {
      let [sum, y] = [0, 0]
      for (let v = 206; v < 234; v++) {
        for (let u = 206; u < 234; u++) {
          const dark = 227 - data[v * 800 + u]
          ;[sum, y] = [sum + dark, y + dark * v]
        }
      }
      return y / sum
    }
    expect(rise(moved) - rise(still)).toBeCloseTo((-0.15 * 2) / MM, 1)
  })

  it('stay pictures of the page when wordings are planned on it', async () => {
    const source = await openDocument(
      picturePdf({
        jpeg: grey,
        content: 'q 400 0 0 300 0 0 cm /Im Do Q BT /F1 12 Tf 40 200 Td (some more) Tj ET',
      }),
    )
    const worded = withSlots(source, new Map([[0, [{ first: 0, glyphs: 4, equal: 'mose' }]]]))
    expect(worded.pages[0].pictures).toEqual(source.pages[0].pictures)
    expect(worded.pages[0].pictures).toHaveLength(1)
  })

  it('that cannot be unpacked end in a failure that says what to do', async () => {
    const cut = Buffer.concat([
      grey.subarray(0, grey.indexOf(Buffer.from([0xff, 0xda]))),
      Buffer.from([0xff, 0xda]),
    ])
    const broken = written(picturePdf({ jpeg: cut }), { pictures: new Map([[0, [HALF]]]) })
    await expect(broken).rejects.toMatchObject({ code: 'document-broken' })
  })
})

/** As many columns of squares' middles as lie in the left half of a picture's second row of fields. */
const middlesOf = async (pdf: Uint8Array, width: number, height: number): Promise<readonly number[][]> => {
  const raster = await openRaster(pdf)
  const { data } = raster.render(0, 2 / MM)
  raster.close()
  return [1, 5, 8, 15].map((column) => {
    let [sum, x, y] = [0, 0, 0]
    for (let v = 46; v < 74 && v < height; v++) {
      for (let u = 40 * column + 6; u < 40 * column + 34; u++) {
        const dark = 255 - data[v * width + u]
        ;[sum, x, y] = [sum + dark, x + dark * u, y + dark * v]
      }
    }
    return [x / sum, y / sum]
  })
}

describe('a picture in black and white', () => {
  const sizeOf = (height: number) => `/Width 800/Height ${height}/BitsPerComponent 1/ColorSpace/DeviceGray`
  const fax = '/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 800/Rows 240>>'

  it.each([
    [
      'a bit a pixel',
      async () => ({ jpeg: bitsOf(800, 600), filter: '', entries: sizeOf(600), height: 600 }),
    ],
    [
      'as a fax packs it, its zeros black by an entry',
      async () => ({
        jpeg: await faxOf(800, 240),
        filter: fax,
        entries: `${sizeOf(240)}/Decode[1 0]`,
        height: 240,
      }),
    ],
  ])('is moved by less than a pixel in shades of grey: %s', async (_, make) => {
    const { height, ...options } = await make()
    const content = `q 400 0 0 ${height / 2} 0 ${300 - height / 2} cm /Im Do Q`
    const pdf = picturePdf({ ...options, content })
    expect((await picturesIn(pdf))[0]).toHaveLength(1)
    const copy = await written(pdf, {
      pictures: new Map([[0, [{ box: [2, 2, 66, height / 8], shiftMm: [0.05, -0.03] }]]]),
    })
    const [before, after] = [await middlesOf(pdf, 800, height), await middlesOf(copy, 800, height)]
    const gone = before.map(([x, y], k) => [after[k][0] - x, after[k][1] - y])
    for (const [x, y] of gone.slice(0, 3)) {
      expect(x).toBeCloseTo((0.05 * 2) / MM, 1)
      expect(y).toBeCloseTo((-0.03 * 2) / MM, 1)
    }
    for (const way of gone[3]) expect(Math.abs(way)).toBeLessThan(0.01)
    const { dict } = await streamIn(copy)
    expect(dict.get(PDFName.of('BitsPerComponent'))?.toString()).toBe('4')
    expect(dict.has(PDFName.of('Decode'))).toBe(false)
    const still = await written(pdf, {})
    expect(Buffer.compare(Buffer.from((await streamIn(still)).contents), options.jpeg)).toBe(0)
    if (hasJudge('qpdf'))
      expect(judge('qpdf', ['--check', '$'], copy)).toMatchObject({ status: 0, complaints: '' })
  })

  it('leaves nothing behind of how the original was packed, unless it stays as it was', async () => {
    const shapes = { dict: '/Type/Shapes', data: 'shapes of its letters' }
    const options = {
      jpeg: await faxOf(800, 240),
      filter: '/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 800/Rows 240/Shapes 22 0 R>>',
      entries: `${sizeOf(240)}/Decode[1 0]`,
      content: 'q 400 0 0 120 0 180 cm /Im Do Q',
      more: { 22: shapes },
    }
    const pdf = picturePdf(options)
    const box: BoxMove = { box: [2, 2, 66, 30], shiftMm: [0.05, 0] }
    const moved = await written(pdf, { pictures: new Map([[0, [box]]]) })
    const still = await written(pdf, {})
    expect(/\/Type ?\/Shapes/.test(Buffer.from(still).toString('latin1'))).toBe(true)
    expect(/\/Type ?\/Shapes/.test(Buffer.from(moved).toString('latin1'))).toBe(false)
    await expect(written(pdf, { pictures: new Map([[3, [box]]]) })).rejects.toMatchObject({
      code: 'internal',
    })
    if (!hasJudge('qpdf')) return
    for (const copy of [moved, still])
      expect(judge('qpdf', ['--check', '$'], copy)).toMatchObject({ status: 0, complaints: '' })
  })

  it('stays as it is where it is a stencil', async () => {
    const entries = '/Width 800/Height 600/BitsPerComponent 1/ImageMask true'
    expect(await picturesIn(picturePdf({ jpeg: bitsOf(800, 600), filter: '', entries }))).toEqual([[]])
  })
})

describe.runIf(hasJudge('qpdf'))('qpdf finds nothing wrong with a copy whose picture was changed', () => {
  it('moved, and left', async () => {
    for (const pictures of [new Map([[0, [HALF]]]), new Map<number, readonly BoxMove[]>()]) {
      const copy = await written(picturePdf({ jpeg: grey }), { pictures })
      expect(judge('qpdf', ['--check', '$'], copy)).toMatchObject({ status: 0, complaints: '' })
    }
  })
})
