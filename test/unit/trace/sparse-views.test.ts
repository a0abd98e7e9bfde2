import { describe, expect, it } from 'vitest'
import { sparseViews } from '../../../main/trace/sparse-views.ts'
import { placeOnPicture } from '../../../main/trace/sheet.ts'
import type { Point } from '../../../shared/maths/geometry.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { median } from '../../../shared/maths/statistics.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { sheetOnTable } from '../../support/sheet-on-table.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]
const CORNERS = [
  { x: 0, y: 0 },
  { x: WIDTH_MM, y: 0 },
  { x: WIDTH_MM, y: HEIGHT_MM },
  { x: 0, y: HEIGHT_MM },
]

/** Features of one line near the page's top, found to a pixel or so, each as far off as it happens. */
const line = (seed: number, place: (x: number, y: number) => Point) => {
  const random = seededRandom(seed)
  return Array.from({ length: 14 }, (_, k) => {
    const [x, y] = [30 + 6 * k, 34 + 3 * random()]
    const seen = place(x, y)
    return { x, y, seenX: seen.x + 3 * (random() - 0.5), seenY: seen.y + 3 * (random() - 0.5) }
  })
}

/** Of a camera 500 mm away, tilted: across the tilt, along it, and towards the camera. */
const seenFrom = (across: number, along: number, up: number): Point => {
  const [c, s] = [Math.cos(0.5), Math.sin(0.5)]
  const depth = 500 + along * s - up * c
  return { x: 450 + (1000 * across) / depth, y: 600 + (1000 * (along * c + up * s)) / depth }
}

const flat = (x: number, y: number): Point => seenFrom(x - WIDTH_MM / 2, y - HEIGHT_MM / 2, 0)

const RADIUS_MM = 300

/** Rolled about a line across the page. */
const curled = (x: number, y: number): Point => {
  const turn = (y - HEIGHT_MM / 2) / RADIUS_MM
  return seenFrom(x - WIDTH_MM / 2, RADIUS_MM * Math.sin(turn), RADIUS_MM * (1 - Math.cos(turn)))
}

const outlineOf = (place: (x: number, y: number) => Point): Point[] =>
  CORNERS.flatMap((a, k) => {
    const b = CORNERS[(k + 1) % 4]
    return Array.from({ length: 40 }, (_, n) =>
      place(a.x + (n / 40) * (b.x - a.x), a.y + (n / 40) * (b.y - a.y)),
    )
  })

const GRID = Array.from({ length: 80 }, (_, k) => ({
  x: ((k % 8) * WIDTH_MM) / 7,
  y: (Math.floor(k / 8) * HEIGHT_MM) / 9,
}))

const SHEETS = [
  ['flat', flat],
  ['curled', curled],
] as const

describe.each(SHEETS)('a page with one line on it, its sheet %s', (_, place) => {
  const picture = sheetOnTable(outlineOf(place), 60)
  const through = (seed: number) =>
    sparseViews(picture, line(seed, place), [WIDTH_MM, HEIGHT_MM]).filter(({ edges }) => edges)

  it.each([1, 2, 3, 4])('is seen through its sheet, to its far corners (features %i)', (seed) => {
    const [view] = through(seed)
    const sheet = { ...view, bend: zeroField(WIDTH_MM, HEIGHT_MM, 60) }
    const misses = GRID.map(({ x, y }) => {
      const [there, seen] = [placeOnPicture(sheet, x, y), place(x, y)]
      return Math.hypot(there.x - seen.x, there.y - seen.y)
    })
    // Pixels, of which two or three make a millimetre: a printer may have put the page so far off that the line is where it is.
    expect(median(misses)).toBeLessThan(4)
    expect(Math.max(...misses)).toBeLessThan(11)
  })

  it('has its edges where the sheet has', () => {
    const [{ edges = [] }] = through(1)
    expect(edges.length).toBeGreaterThan(200)
    for (const { x, y, outX, outY, seenX, seenY } of edges) {
      const there = place(x, y)
      expect(Math.hypot(there.x - seenX, there.y - seenY)).toBeLessThan(11)
      expect(Math.hypot(outX, outY)).toBeCloseTo(1)
    }
  })
})

describe('a page with more on it', () => {
  it('is not looked for through its sheet where its features span it', () => {
    const places = CORNERS.flatMap(({ x, y }) => {
      const seen = flat(x, y)
      return { x, y, seenX: seen.x, seenY: seen.y }
    })
    expect(sparseViews(sheetOnTable(outlineOf(flat), 60), places, [WIDTH_MM, HEIGHT_MM])).toEqual([])
  })
})
