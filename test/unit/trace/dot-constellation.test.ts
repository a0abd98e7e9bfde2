import { describe, expect, it } from 'vitest'
import { constellationOf, dotPattern, viewByDots } from '../../../main/trace/dot-constellation.ts'
import { findSpecks } from '../../../main/trace/find-specks.ts'
import { mapHomography, type Homography, type Point } from '../../../shared/maths/geometry.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]

/** Pairs of places as a nearly empty page has them: nowhere close together. */
const dotsOf = (seed: number) => {
  const random = seededRandom(seed)
  const dots: { x: number; y: number; dx: number; dy: number }[] = []
  while (dots.length < 500) {
    const [x, y, turn] = [8 + 194 * random(), 8 + 281 * random(), 2 * Math.PI * random()]
    if (dots.some((dot) => Math.hypot(dot.x - x, dot.y - y) < 5)) continue
    dots.push({ x, y, dx: 0.35 * Math.cos(turn), dy: 0.35 * Math.sin(turn) })
  }
  return dots
}

const dots = dotsOf(3)
const pattern = dotPattern(bareLayout(WIDTH_MM, HEIGHT_MM, dots))

/** So many pixels to the millimetre, turned by so many degrees; picture pixels from a place of the page on. */
const similarity = (scale: number, degrees: number, from: Point): Homography => {
  const [c, s] = [scale * Math.cos((degrees * Math.PI) / 180), scale * Math.sin((degrees * Math.PI) / 180)]
  return [c, -s, -(c * from.x - s * from.y), s, c, -(s * from.x + c * from.y), 0, 0, 1]
}

interface Shown {
  readonly view: Homography
  readonly size: number
  /** Share of dots that are seen, and specks that are none. */
  readonly seen?: number
  readonly strays?: number
}

/** Specks of a square piece: one place of each dot, as the copy's secret has it. */
const specksOf = ({ view, size, seen = 1, strays = 0 }: Shown, seed = 11): Point[] => {
  const random = seededRandom(seed)
  const specks = dots.flatMap(({ x, y, dx, dy }) => {
    const side = random() < 0.5 ? -1 : 1
    const at = mapHomography(view, x + side * dx, y + side * dy)
    const isShown = random() < seen && at.x > 0 && at.y > 0 && at.x < size && at.y < size
    return isShown ? [{ x: at.x + 0.4 * (random() - 0.5), y: at.y + 0.4 * (random() - 0.5) }] : []
  })
  for (let k = 0; k < strays; k++) specks.push({ x: size * random(), y: size * random() })
  return specks
}

/** How far off its place in the picture the middle of the piece is put, pixels. */
const missOf = (found: Homography, { view, size }: Shown): number => {
  const middle = { x: size / 2, y: size / 2 }
  const all = Array.from({ length: 40_000 }, (_, k) => ({ x: (k % 200) + 5, y: Math.floor(k / 200) + 5 }))
  const there = all.reduce((best, at) => {
    const far = ({ x, y }: Point) => Math.hypot(x - middle.x, y - middle.y)
    return far(mapHomography(view, at.x, at.y)) < far(mapHomography(view, best.x, best.y)) ? at : best
  })
  const [a, b] = [mapHomography(view, there.x, there.y), mapHomography(found, there.x, there.y)]
  return Math.hypot(a.x - b.x, a.y - b.y)
}

describe('the constellation of a page’s dots', () => {
  it.each([
    ['a piece of it', { view: similarity(4, 0, { x: 60, y: 150 }), size: 320 }],
    ['a small picture', { view: similarity(2.4, 0, { x: 40, y: 40 }), size: 250 }],
    ['a piece turned on its head', { view: similarity(5, 170, { x: 180, y: 220 }), size: 400 }],
    ['a third of its dots hidden', { view: similarity(4, 3, { x: 30, y: 30 }), size: 600, seen: 0.67 }],
    ['specks of dust among them', { view: similarity(4, 3, { x: 30, y: 30 }), size: 600, strays: 40 }],
  ])('tells how it lies: %s', (_, shown) => {
    const specks = specksOf(shown)
    const found = viewByDots(constellationOf(specks), pattern)
    expect(found?.seen).toBeGreaterThan(0.6 * specks.length)
    expect(missOf(found?.view ?? similarity(1, 0, { x: 0, y: 0 }), shown)).toBeLessThan(1)
  })

  it('is another on another page', () => {
    const specks = specksOf({ view: similarity(4, 0, { x: 20, y: 20 }), size: 640 })
    expect(
      viewByDots(constellationOf(specks), dotPattern(bareLayout(WIDTH_MM, HEIGHT_MM, dotsOf(4)))),
    ).toBeNull()
  })

  it('is not made up of specks that lie anyhow', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = seededRandom(seed)
      const specks = Array.from({ length: 300 }, () => ({ x: 900 * random(), y: 900 * random() }))
      expect(viewByDots(constellationOf(specks), pattern)).toBeNull()
    }
  })

  it('asks for a dozen specks', () => {
    const seen = specksOf({ view: similarity(4, 0, { x: 60, y: 150 }), size: 320 })
    // From the middle outward, so that those that are left lie next to one another.
    seen.sort((a, b) => Math.hypot(a.x - 160, a.y - 160) - Math.hypot(b.x - 160, b.y - 160))
    expect(viewByDots(constellationOf(seen.slice(0, 16)), pattern)?.seen).toBe(16)
    expect(viewByDots(constellationOf(seen.slice(0, 11)), pattern)).toBeNull()
    expect(viewByDots(constellationOf([]), pattern)).toBeNull()
  })

  it('is not made up of specks in a row, of a lattice, or of one place', () => {
    const row = Array.from({ length: 200 }, (_, k) => ({ x: 20 + 7 * k, y: 300 }))
    const lattice = Array.from({ length: 400 }, (_, k) => ({
      x: 20 + 24 * (k % 20),
      y: 20 + 24 * Math.floor(k / 20),
    }))
    const heap = Array.from({ length: 50 }, () => ({ x: 100, y: 100 }))
    for (const specks of [row, lattice, heap]) expect(viewByDots(constellationOf(specks), pattern)).toBeNull()
  })
})

describe('specks', () => {
  const paper = () => {
    const plane = newPlane(120, 90)
    plane.data.fill(230)
    return plane
  }

  it('are found where they are, the darkest first, to a part of a pixel', () => {
    const plane = paper()
    const draw = (x: number, y: number, darkness: number) => {
      for (let j = -3; j <= 3; j++)
        for (let i = -3; i <= 3; i++) {
          const [u, v] = [Math.round(x) + i, Math.round(y) + j]
          plane.data[v * plane.width + u] -= darkness * Math.exp(-((u - x) ** 2 + (v - y) ** 2) / 1.3)
        }
    }
    draw(30.3, 40.2, 60)
    draw(80, 20.4, 120)
    const specks = findSpecks(plane, 10)
    expect(specks).toHaveLength(2)
    expect(specks[0].x).toBeCloseTo(80, 0)
    expect(Math.abs(specks[0].y - 20.4)).toBeLessThan(0.2)
    expect(Math.abs(specks[1].x - 30.3)).toBeLessThan(0.2)
    expect(findSpecks(plane, 1)).toEqual(specks.slice(0, 1))
  })

  it('are none of strokes, of letters’ parts, or of an even ground', () => {
    const plane = paper()
    for (let x = 20; x < 100; x++) for (const y of [30, 31]) plane.data[y * plane.width + x] = 40
    for (let y = 50; y < 80; y++)
      for (const x of [40, 44, 48]) plane.data[y * plane.width + x] = y % 5 === 0 ? 20 : 180
    expect(findSpecks(plane, 10)).toEqual([])
    expect(findSpecks(paper(), 10)).toEqual([])
  })
})
