import { describe, expect, test } from 'vitest'
import type { SourcePage } from '../../../main/document/document.ts'
import { groundOf } from '../../../main/issue/page-ground.ts'
import { planPage } from '../../../main/issue/plan-page.ts'
import { shiftWords } from '../../../main/issue/shift-words.ts'
import { signCount } from '../../../shared/mark/layout.ts'
import { IDENTITY } from '../../../shared/maths/geometry.ts'
import { paint } from './raster.ts'

const sourcePage = (widthMm: number, heightMm: number, sizesMm: readonly number[] = []): SourcePage => ({
  geometry: { widthMm, heightMm, toUser: IDENTITY },
  words: sizesMm.map((across, k) => ({ x: 10 + k, y: 20, along: 8, across, angle: 0, glyphs: 4 })),
  stops: [],
  pictures: [],
})
const blank = paint(21, 29.7, 6, () => 255)
const bareGround = groundOf(blank, 21)

describe('tint', () => {
  test.each([
    [210, 297],
    [297, 210],
    [841, 1189],
    [105, 148],
    [100, 1500],
  ])('%i x %i mm is covered whole, by about as many cells as A4', (widthMm, heightMm) => {
    const { tint } = planPage(sourcePage(widthMm, heightMm), [], blank, bareGround, 'screen')
    for (const { cellMm, columns, rows } of tint) {
      expect(columns * cellMm).toBeGreaterThanOrEqual(widthMm)
      expect(rows * cellMm).toBeGreaterThanOrEqual(heightMm)
      expect((columns - 1) * cellMm).toBeLessThan(widthMm)
      expect((rows - 1) * cellMm).toBeLessThan(heightMm)
    }
    const cells = tint.reduce((n, { columns, rows }) => n + columns * rows, 0)
    expect(Math.abs(cells / 30_818 - 1)).toBeLessThan(0.08)
  })

  test('the largest page there can be has a bounded number of cells', () => {
    const layout = planPage(sourcePage(5080 * 10, 5080 * 10), [], blank, bareGround, 'screen')
    expect(signCount(layout, 'tint')).toBeLessThan(25e6)
  })
})

describe('words', () => {
  const shifts = (medium: 'screen' | 'paper' | 'both', sizes: readonly number[]) => {
    const { wordAlongMm, wordAcrossMm } = planPage(sourcePage(210, 297, sizes), [], blank, bareGround, medium)
    return [wordAlongMm, wordAcrossMm]
  }

  test('move further where nobody reads on a screen', () => {
    expect(shifts('screen', [5])).toEqual([0.05, 0.02])
    expect(shifts('both', [5])).toEqual([0.07, 0.025])
    expect(shifts('paper', [5])).toEqual([0.09, 0.045])
  })

  test("move less in small type, by the page's usual size", () => {
    const [along, across] = shifts('both', [2, 2, 2, 9])
    expect(along).toBeCloseTo(0.044)
    expect(across).toBeCloseTo(0.024)
  })

  test('small type among large moves by its own size, large type no more than the rest', () => {
    const layout = planPage(sourcePage(210, 297, [5, 5, 5, 2, 20]), [], blank, bareGround, 'both')
    const [all, none] = [0xff, 0].map((byte) => shiftWords(layout, new Uint8Array(2).fill(byte)))
    const far = all.map((shift, i) => Math.abs(shift - none[i]))
    expect(far[0]).toBeCloseTo(2 * 0.07)
    expect(far[1]).toBeCloseTo(2 * 0.025)
    expect(far[6]).toBeCloseTo(2 * 0.022 * 2)
    expect(far[7]).toBeCloseTo(2 * 0.012 * 2)
    expect([...far.subarray(8)]).toEqual([...far.subarray(0, 2)])
  })

  test('in pieces move along by signs of their own, and across by the first one’s', () => {
    const page = sourcePage(210, 297, [5, 5, 5])
    const words = page.words.map((word, k) => (k === 0 ? word : { ...word, first: 0 }))
    const layout = planPage({ ...page, words }, [], blank, bareGround, 'both')
    expect(layout.words.map(({ first }) => first)).toEqual([undefined, 0, 0])
    const shifts = [...shiftWords(layout, Uint8Array.of(0b0001_1010))]
    expect(shifts.filter((_, i) => i % 2 === 0)).toEqual([-0.07, -0.07, 0.07])
    for (const shift of shifts.filter((_, i) => i % 2 === 1)) expect(shift).toBeCloseTo(0.053, 9)
  })

  test('keep their index, and move by their signs along and across', () => {
    const layout = planPage(sourcePage(210, 297, [5, 5]), [], blank, bareGround, 'both')
    expect(layout.words.map(({ x }) => x)).toEqual([10, 11])
    const shifts = shiftWords(layout, Uint8Array.of(0b0110))
    expect([shifts[0], shifts[2]]).toEqual([-0.07, 0.07])
    // Its own reach below the line and a hair more, and the hair alone.
    expect(shifts[1]).toBeCloseTo(0.053, 9)
    expect(shifts[3]).toBeCloseTo(0.003, 9)
  })

  test('never move up, and by one sign all but stay on their line: viewers set type on whole pixels', () => {
    const layout = planPage(sourcePage(210, 297, [5, 5, 3, 2]), [], blank, bareGround, 'both')
    const across = [...shiftWords(layout, Uint8Array.of(0b0110_0110))].filter((_, i) => i % 2 === 1)
    const pixelMm = 25.4 / 192
    // On a line that lies just on a pixel's edge at 100 and 200 %, both stand on the same pixel.
    for (const shift of across) {
      expect(shift).toBeGreaterThan(0)
      expect(shift).toBeLessThan(pixelMm / 2)
    }
    expect(Math.min(...across)).toBeLessThan(0.005)
  })
})

describe('ground', () => {
  test.each([
    [
      'paper with text',
      (x: number, y: number) => (y % 6 < 3 && x % 0.8 < 0.4 ? 0 : 255),
      { toned: false, halftoned: 0, blank: false, bare: false, busy: [] },
    ],
    [
      'a dark slide with nothing on it',
      () => 20,
      { toned: true, halftoned: 0, blank: true, bare: false, busy: [] },
    ],
    [
      'flat panels in mid-tones',
      (x: number) => (x < 50 ? 150 : 195),
      { toned: true, halftoned: 1, blank: false, bare: false, busy: [] },
    ],
    [
      'paper with a dark panel',
      (x: number, y: number) => (x < 20 && y < 20 ? 40 : 255),
      { toned: true, halftoned: 0, blank: false, bare: false, busy: [] },
    ],
    [
      'paper with one line',
      (x: number, y: number) => (y > 20 && y < 22 && x < 40 && x % 1 < 0.5 ? 0 : 255),
      { toned: false, halftoned: 0, blank: false, bare: true, busy: [] },
    ],
  ])('%s', (_, grey, ground) => {
    expect(groundOf(paint(100, 100, 6, grey), 100)).toEqual(ground)
  })

  test('is busy where light and shade are all about, and not in skies, tables or text', () => {
    const shade = (x: number, y: number): number => 120 + 30 * Math.sin(9 * x + 7 * y)
    const text = (x: number, y: number): number => (y % 6 < 3 && x % 0.8 < 0.4 ? 0 : 200)
    const grey = (x: number, y: number): number => {
      if (x >= 19 && x < 61 && y >= 7 && y < 17) return shade(x, y)
      if (x < 80 && y >= 40 && y < 60) return 90 + y // a sky
      return y > 70 ? text(x, y) : 255
    }
    expect(groundOf(paint(100, 100, 6, grey), 100).busy).toEqual([
      { x: 20, y: 8, width: 40, height: 4 },
      { x: 20, y: 12, width: 40, height: 4 },
    ])
    const all = groundOf(paint(100, 100, 6, shade), 100).busy
    expect(all).toHaveLength(25)
    expect(all.every(({ x, width }) => x === 0 && width === 100)).toBe(true)
  })
})
