import { create } from '@cantoo/fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { outlineText, textWidthEm } from '../../../main/issue/outline-text.ts'
import { visibleBlock } from '../../../main/issue/visible-block.ts'
import { face } from './small-paper.ts'

/** As large as the name on an A4 page, in hundredths of a millimetre. */
const SIZE = 500

/** PDF path operators drawn by librsvg. */
const drawPath = (path: string, width: number, height: number): Promise<Buffer> =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="white"/>${path}</svg>`,
    ),
  )
    .greyscale()
    .raw()
    .toBuffer()

const toSvg = (operators: string): string =>
  operators
    .replace(/(-?\d+) (-?\d+) ([ml])/g, (_, x, y, operator: string) => `${operator.toUpperCase()}${x} ${y}`)
    .replaceAll('h', 'Z')

describe('outlines', () => {
  test("are the face's own glyphs, as drawn from its curves by another renderer", async () => {
    const text = '王明3/R&g'
    const path = createRequire(import.meta.url).resolve(
      '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
    )
    const font = create(readFileSync(path))
    if (!('layout' in font)) throw new Error('not a single face')
    const run = font.layout(text, { kern: false })
    let pen = 0
    const reference = run.glyphs.map((glyph, i) => {
      const svg = `<path transform="translate(${pen} ${SIZE}) scale(${SIZE / font.unitsPerEm} ${-SIZE / font.unitsPerEm})" d="${glyph.path.toSVG()}"/>`
      pen += ((run.positions?.[i].xAdvance ?? 0) * SIZE) / font.unitsPerEm
      return svg
    })
    const width = Math.ceil(pen)
    expect(textWidthEm(text) * SIZE).toBeCloseTo(pen, 3)
    const expected = await drawPath(reference.join(''), width, 700)
    const drawn = await drawPath(`<path d="${toSvg(outlineText(text, 0, SIZE, SIZE))}"/>`, width, 700)
    let wrong = 0
    let ink = 0
    drawn.forEach((value, i) => {
      wrong += Math.abs(value - expected[i]) / 255
      ink += (255 - expected[i]) / 255
    })
    expect(ink).toBeGreaterThan(80_000)
    expect(wrong / ink).toBeLessThan(0.03)
  })
})

describe('the block', () => {
  const blockOf = (name: string, unit: string, occasion = '会议') =>
    visibleBlock({ ...face(3), recipient: { name, unit }, occasion })

  test('is as wide as a page has room for, whatever the names', () => {
    for (const name of ['李', '王小明', 'Maximiliana Featherstonehaugh-Cholmondeley', '阿'.repeat(200)]) {
      const block = blockOf(name, '非常长的单位名称'.repeat(9))
      expect(block.widthMm).toBeLessThanOrEqual(46.001)
      expect(block.heightMm).toBeLessThan(50)
    }
  })

  test('leaves out what is empty', () => {
    expect(blockOf('王小明', '', '').heightMm).toBeLessThan(blockOf('王小明', '水务局').heightMm - 3)
  })

  test('lies within its box, all of it', () => {
    const { form } = blockOf('欧阳娜娜', 'Ministry of Þings', 'Ångström Jǫrð gypsy')
    const [left, top, right, bottom] = form.box
    for (const [, x, y] of form.operators.matchAll(/(-?\d+) (-?\d+) [ml]/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(left)
      expect(Number(x)).toBeLessThanOrEqual(right)
      expect(Number(y)).toBeGreaterThanOrEqual(top)
      expect(Number(y)).toBeLessThanOrEqual(bottom)
    }
  })
})
