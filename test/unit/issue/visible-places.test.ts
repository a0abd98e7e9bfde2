import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageUnit } from '../../../main/issue/page-unit.ts'
import type { VisiblePlan } from '../../../main/issue/visible-places.ts'
import { eighth, visiblePlaces } from '../../../main/issue/visible-places.ts'

interface Size {
  readonly widthMm: number
  readonly heightMm: number
}

const corners = (plan: VisiblePlan, block: Size, place: { x: number; y: number }) => {
  const [c, s] = [Math.cos(plan.angle), Math.sin(plan.angle)]
  return [-1, 1].flatMap((u) =>
    [-1, 1].map((v) => {
      const [a, b] = [(u * block.widthMm * plan.scale) / 2, (v * block.heightMm * plan.scale) / 2]
      return { x: place.x + a * c - b * s, y: place.y + a * s + b * c }
    }),
  )
}

const PAGES: readonly [string, Size][] = [
  ['A4', { widthMm: 210, heightMm: 297 }],
  ['A4 landscape', { widthMm: 297, heightMm: 210 }],
  ['slide', { widthMm: 338.7, heightMm: 190.5 }],
  ['A0', { widthMm: 841, heightMm: 1189 }],
  ['card', { widthMm: 85, heightMm: 55 }],
  ['square', { widthMm: 200, heightMm: 200 }],
  ['roll', { widthMm: 100, heightMm: 1500 }],
]

const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const blocks = fc.record({
  widthMm: fc.double({ min: 8, max: 46, noNaN: true }),
  heightMm: fc.double({ min: 4, max: 40, noNaN: true }),
})

describe.each(PAGES)('on %s', (_, page) => {
  const unit = Math.sqrt((page.widthMm * page.heightMm) / (210 * 297))

  test('any eighth cut out anywhere holds a whole mark', () => {
    fc.assert(
      fc.property(blocks, fc.tuple(draw, draw, draw), draw, draw, (block, draws, atX, atY) => {
        const plan = visiblePlaces(page, block, unit, draws)
        const window = eighth(page)
        const left = atX * (page.widthMm - window.widthMm)
        const top = atY * (page.heightMm - window.heightMm)
        const whole = plan.places.some((place) =>
          corners(plan, block, place).every(
            ({ x, y }) =>
              x >= left - 1e-6 &&
              x <= left + window.widthMm + 1e-6 &&
              y >= top - 1e-6 &&
              y <= top + window.heightMm + 1e-6,
          ),
        )
        expect(whole).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('no two marks touch', () => {
    fc.assert(
      fc.property(blocks, fc.tuple(draw, draw, draw), (block, draws) => {
        const plan = visiblePlaces(page, block, unit, draws)
        const [c, s] = [Math.cos(plan.angle), Math.sin(plan.angle)]
        const [first, ...others] = plan.places
        for (const other of others) {
          const [x, y] = [other.x - first.x, other.y - first.y]
          const apart =
            Math.abs(x * c + y * s) > block.widthMm * plan.scale ||
            Math.abs(y * c - x * s) > block.heightMm * plan.scale
          expect(apart).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })
})

test('a usual mark on A4 keeps its size', () => {
  const plan = visiblePlaces(
    { widthMm: 210, heightMm: 297 },
    { widthMm: 40, heightMm: 17.8 },
    1,
    [0.7, 0.2, 0.3],
  )
  expect(plan.scale).toBeGreaterThan(0.85)
})

const blockSize = { widthMm: 46, heightMm: 18 }
const draws: [number, number, number] = [0.4, 0.2, 0.3]

test.each([
  [15, 15],
  [15, 5000],
  [40, 15],
  [5080, 5080],
])('%d x %d mm gets a tiling, with the unit clamped too', (widthMm, heightMm) => {
  const { places } = visiblePlaces({ widthMm, heightMm }, blockSize, pageUnit(widthMm, heightMm), draws)
  expect(places.length).toBeGreaterThan(8)
})

test.each([
  [1.06, 1.06],
  [14.9, 300],
  [0.001, 0.001],
])('%d x %d mm is too small to read one on, and gets none', (widthMm, heightMm) => {
  const { places } = visiblePlaces({ widthMm, heightMm }, blockSize, pageUnit(widthMm, heightMm), draws)
  expect(places).toEqual([])
})

test('the draws turn and shift it', () => {
  const plan = (...draws: [number, number, number]) =>
    visiblePlaces({ widthMm: 210, heightMm: 297 }, { widthMm: 40, heightMm: 15 }, 1, draws)
  const degrees = (turn: number) => (plan(turn, 0, 0).angle * 180) / Math.PI
  expect([0, 0.49, 0.5, 0.99].map((turn) => Math.round(degrees(turn)))).toEqual([-20, -34, 20, 34])
  expect(plan(0.2, 0.5, 0).places[0].x).not.toBe(plan(0.2, 0, 0).places[0].x)
})
