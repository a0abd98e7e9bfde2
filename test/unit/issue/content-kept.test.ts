import { describe, expect, test } from 'vitest'
import { contentKept } from '../../../main/issue/content-kept.ts'
import { paint } from './raster.ts'

const PX = 4
const heading = (x: number, y: number) => (y > 10 && y < 14 && x > 5 && x < 50 && x % 3 < 1.8 ? 0 : 255)
const slide = (x: number, y: number) => (x > 30 && y > 20 ? 20 : 90)
const draw = (grey: (x: number, y: number) => number) => paint(60, 40, PX, grey)
const kept = (before: (x: number, y: number) => number, after: (x: number, y: number) => number) =>
  contentKept(draw(before), draw(after), 60)

describe('kept', () => {
  test.each([
    ['as it was', heading],
    ['a pixel to the left and down', (x: number, y: number) => heading(x + 0.25, y - 0.25)],
    ['two pixels up', (x: number, y: number) => heading(x, y + 0.5)],
    ['grown by a visible mark', (x: number, y: number) => heading(x, y) * (y > 20 && x % 2 < 1 ? 0.87 : 1)],
  ])('%s', (_, after) => expect(kept(heading, after)).toBe(true))

  test('a light mark on a dark slide', () => {
    expect(kept(slide, (x, y) => slide(x, y) + (x % 2 < 1 ? 40 : 0))).toBe(true)
  })
})

describe('large black ground', () => {
  const black = (x: number, y: number) => (x > 20 && y > 10 ? 0 : 255)
  const lit = (level: number) => (x: number, y: number) =>
    x > 30 && x < 40 && y > 20 && y < 30 ? level : black(x, y)

  test('keeps what the light of a visible mark as wide as that makes of it', () => {
    expect(kept(black, lit(51))).toBe(true)
    expect(kept(black, lit(70))).toBe(false)
  })

  test('and no more than before on white', () => {
    const grey = (x: number, y: number) => (x > 30 && x < 40 && y > 2 && y < 8 ? 255 - 51 : black(x, y))
    expect(kept(black, grey)).toBe(false)
    expect(kept(grey, black)).toBe(false)
  })
})

describe('lost', () => {
  test.each([
    ['a letter of a heading', (x: number, y: number) => (x > 20 && x < 23 ? 255 : heading(x, y))],
    ['all', () => 255],
    [
      'under a black patch',
      (x: number, y: number) => (x > 40 && x < 43 && y > 30 && y < 33 ? 0 : heading(x, y)),
    ],
    ['moved by 2 mm', (x: number, y: number) => heading(x, y - 2)],
  ])('%s', (_, after) => expect(kept(heading, after)).toBe(false))
})
