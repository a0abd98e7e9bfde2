import { describe, expect, test } from 'vitest'
import type { GreyRaster } from '../../../main/document/document.ts'
import { groundOf } from '../../../main/issue/page-ground.ts'
import { DOT_DIAMETER_MM, dotBudget, dotDiameterMm, placeDots } from '../../../main/issue/place-dots.ts'
import type { DotPlace } from '../../../shared/mark/layout.ts'
import { paint } from './raster.ts'

const PX = 6

describe('how many', () => {
  test.each([
    ['paper', 0, 1000],
    ['paper', 100, 855],
    ['paper', 607, 120],
    ['paper', 600, 130],
    ['paper', 5000, 120],
    ['both', 0, 600],
    ['both', 100, 410],
    ['both', 5000, 72],
    ['screen', 1, 0],
    ['screen', 0, 600],
  ] as const)('%s, %i words: %i', (medium, words, count) => {
    expect(dotBudget(words, medium)).toBe(count)
  })
})

/** Light, but of alternate pixels. */
const texture = (x: number, y: number) => ((Math.floor(x * PX) + Math.floor(y * PX)) % 2 ? 236 : 255)

/** A title, a paragraph of grey lines, a grey panel and a photograph-like texture. */
const page = paint(210, 297, PX, (x, y) => {
  if (y > 40 && y < 46 && x > 50 && x < 160) return 0
  if (x > 20 && x < 190 && y > 80 && y < 140 && y % 6 < 2.5) return 60
  if (x > 20 && x < 90 && y > 160 && y < 220) return 200
  if (x > 110 && x < 190 && y > 160 && y < 220) return texture(x, y)
  return 255
})
/** Dots of a page, 6 pixels to the millimetre. */
const placeOn = (raster: GreyRaster, medium: 'paper' | 'both', words = 0) => {
  const [widthMm, heightMm] = [raster.width / PX, raster.height / PX]
  return placeDots({ widthMm, heightMm, raster, ground: groundOf(raster, widthMm), words, medium })
}
const place = (medium: 'paper' | 'both', words = 0) => placeOn(page, medium, words)

const hasInkWithin = (
  { width, data }: GreyRaster,
  { x, y }: DotPlace,
  reach: number,
  paper = 215,
): boolean => {
  for (let v = y - reach; v <= y + reach; v += 0.25) {
    for (let u = x - reach; u <= x + reach; u += 0.25) {
      if (data[Math.floor(v * PX) * width + Math.floor(u * PX)] < paper) return true
    }
  }
  return false
}

describe('where', () => {
  const dots = place('paper')

  test('as many as wanted', () => expect(dots).toHaveLength(1000))

  test('both places of each, and their surroundings, are plain light ground', () => {
    for (const { x, y, dx, dy } of dots) {
      for (const sign of [-1, 1]) {
        for (let turn = 0; turn < 6; turn++) {
          const reach = DOT_DIAMETER_MM / 2 + 0.1
          const u = Math.floor((x + sign * dx + reach * Math.cos(turn)) * PX)
          const v = Math.floor((y + sign * dy + reach * Math.sin(turn)) * PX)
          expect(page.data[v * page.width + u]).toBe(255)
        }
      }
    }
  })

  test('the two places are 0.7 mm apart, in every direction alike', () => {
    for (const { dx, dy } of dots) expect(2 * Math.hypot(dx, dy)).toBeCloseTo(0.7, 1)
    const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length
    expect(Math.abs(mean(dots.map((dot) => Math.atan2(dot.dy, dot.dx))))).toBeLessThan(0.2)
  })

  test('no two are close, and none is where a printer does not print', () => {
    const sorted = [...dots].sort((p, q) => p.x - q.x)
    sorted.forEach((dot, i) => {
      for (let k = i + 1; k < sorted.length && sorted[k].x - dot.x < 2.15; k++) {
        expect(Math.hypot(sorted[k].x - dot.x, sorted[k].y - dot.y)).toBeGreaterThan(2.15)
      }
      expect(Math.min(dot.x, dot.y, 210 - dot.x, 297 - dot.y)).toBeGreaterThan(4.9)
    })
  })

  test('most lie within 3 mm of ink, and all where a copy is read on screens too', () => {
    const nearInk = (some: readonly DotPlace[]) =>
      some.filter((dot) => hasInkWithin(page, dot, 3.2, 250)).length
    const [few, printed] = [place('both', 5000), place('paper', 5000)]
    expect(few).toHaveLength(72)
    expect(nearInk(few)).toBe(72)
    expect(nearInk(printed)).toBeGreaterThan(0.7 * printed.length)
    expect(nearInk(printed)).toBeLessThan(0.9 * printed.length)
    // Without words nothing else would outlive a printer.
    const wordless = place('both', 0)
    expect(nearInk(wordless)).toBeLessThan(wordless.length)
  })

  test('as many lie in the open as a page with a small block of text needs to be laid by them', () => {
    const block = paint(210, 297, PX, (x, y) => (x > 30 && x < 60 && y > 30 && y < 50 && y % 5 < 3 ? 0 : 255))
    const some = placeOn(block, 'both', 64)
    expect(some).toHaveLength(150)
    const nearInk = some.filter((dot) => hasInkWithin(block, dot, 3.2)).length
    expect(nearInk).toBeGreaterThan(30)
    expect(nearInk).toBeLessThan(149)
  })

  test('none stands in a line of text, where it would read as a stop', () => {
    const lines = dots.filter(({ y }) => y > 80 && y < 140 && y % 6 < 2.9)
    expect(lines.filter(({ x }) => x < 17.9 || x > 192.1).length).toBeGreaterThan(0)
    expect(lines.filter(({ x }) => x > 17.9 && x < 192.1)).toEqual([])
  })

  test('the same page gets the same dots, another page others', () => {
    expect(place('paper')).toEqual(dots)
    const other = paint(210, 297, PX, (x, y) => (x > 30 && x < 60 && y > 30 && y < 60 ? 0 : 255))
    expect(placeOn(other, 'paper')[0]).not.toEqual(dots[0])
  })
})

test.each([
  ['dark', () => 30],
  ['noisy', texture],
])('a %s page gets none', (_, ground) => {
  const raster = paint(100, 100, PX, ground)
  expect(placeOn(raster, 'paper')).toEqual([])
})

test('a page hardly larger than a dot does no harm', () => {
  const raster = paint(1, 1, PX, () => 255)
  const ground = groundOf(raster, 1)
  expect(placeDots({ widthMm: 1, heightMm: 1, raster, ground, words: 0, medium: 'both' })).toEqual([])
})

/** Lines of text as a scanner sees them: grey paper, darker to the right, every pixel with a grain of its own. */
const scan = (lines: number) =>
  paint(210, 297, PX, (x, y) => {
    const isInk = x > 20 && x < 190 && y > 20 && y < 20 + 6 * lines && y % 6 < 2.5 && x % 2 < 1.4
    const grain = (Math.floor(x * PX) * 7 + Math.floor(y * PX) * 13) % 5
    return isInk ? 50 : 234 - x / 30 - grain
  })

describe('a scan, which has no words', () => {
  test('hides small dots in its text, wherever on its grey paper there is any', () => {
    const raster = scan(40)
    const dots = placeOn(raster, 'both')
    expect(dots).toHaveLength(600)
    expect(dotDiameterMm(0, groundOf(raster, 210))).toBe(0.14)
    expect(dots.filter((dot) => hasInkWithin(raster, dot, 3)).length).toBeGreaterThan(0.6 * 600)
    expect(dots.filter(({ x }) => x > 105).length).toBeGreaterThan(0.4 * 600)
  })

  test('of one line has larger ones, clear of it', () => {
    const raster = scan(1)
    const dots = placeOn(raster, 'both')
    expect(dots.length).toBeGreaterThan(500)
    expect(dotDiameterMm(0, groundOf(raster, 210))).toBe(0.2)
    expect(dots.filter((dot) => hasInkWithin(raster, dot, 2.5))).toEqual([])
  })
})
