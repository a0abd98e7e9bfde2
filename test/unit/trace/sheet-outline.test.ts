import { describe, expect, it } from 'vitest'
import { findOutline } from '../../../main/trace/sheet-outline.ts'
import { convexHull, largestQuad, polygonArea } from '../../../main/trace/convex-hull.ts'
import { edgeShifts } from '../../../main/trace/sheet.ts'
import { median } from '../../../shared/maths/statistics.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { QUAD, sheetOnTable } from '../../support/sheet-on-table.ts'

const SEEDS = [
  { x: 300, y: 300 },
  { x: 420, y: 320 },
  { x: 500, y: 330 },
]

describe('the outline of a sheet', () => {
  const outline = findOutline(sheetOnTable(QUAD, 60), SEEDS)

  it('has its corners in about the right places, whichever comes first', () => {
    for (const corner of QUAD) {
      const misses = outline?.corners.map((p) => Math.hypot(p.x - corner.x, p.y - corner.y)) ?? []
      expect(Math.min(...misses)).toBeLessThan(20)
    }
  })

  it('has its sides to two pixels', () => {
    for (const [k, side] of (outline?.sides ?? []).entries()) {
      const corner = outline?.corners[k] ?? { x: 0, y: 0 }
      const first = QUAD.reduce((a, b) =>
        Math.hypot(b.x - corner.x, b.y - corner.y) < Math.hypot(a.x - corner.x, a.y - corner.y) ? b : a,
      )
      const next = QUAD[(QUAD.indexOf(first) + 1) % 4]
      const [alongX, alongY] = [next.x - first.x, next.y - first.y]
      const misses = side.map(
        ({ x, y }) => Math.abs((x - first.x) * alongY - (y - first.y) * alongX) / Math.hypot(alongX, alongY),
      )
      expect(side.length).toBeGreaterThan(50)
      expect(median(misses)).toBeLessThan(2)
    }
  })

  it('tells how far off it anything is', () => {
    expect(outline?.toEnd({ x: 455, y: 180 })).toBeLessThan(12)
    expect(outline?.toEnd({ x: 455, y: 380 })).toBeGreaterThan(180)
    expect(outline?.toEnd({ x: 455, y: 60 })).toBeGreaterThan(90)
    expect(outline?.toEnd({ x: 455, y: -60 })).toBe(0)
  })

  it('follows sides that are bent', () => {
    const bow = (x: number) => 24 * Math.sin((Math.PI * (x - 180)) / 550)
    const plane = sheetOnTable(QUAD, 60)
    for (let x = 185; x < 725; x++) {
      const top = 150 + (60 * (x - 180)) / 550
      for (let y = Math.floor(top - 5); y < top + bow(x); y++) plane.data[y * plane.width + x] = 60
    }
    const sides = findOutline(plane, SEEDS)?.sides ?? []
    const bent = sides.flat().filter(({ x, y }) => x > 230 && x < 680 && y < 320)
    expect(bent.length).toBeGreaterThan(30)
    const misses = bent.map(({ x, y }) => Math.abs(y - (150 + (60 * (x - 180)) / 550 + bow(x))))
    expect(median(misses)).toBeLessThan(2)
  })

  it('is not made up: no table, no edge', () => {
    expect(findOutline(sheetOnTable(QUAD, 205), SEEDS)).toBeNull()
  })

  it('has no side where the frame cuts the sheet off', () => {
    expect(outline?.isWhole).toBe(true)
    const leaving = QUAD.map((p) => ({ x: p.x, y: p.y < 500 ? p.y - 300 : p.y }))
    const cut = findOutline(sheetOnTable(leaving, 60), SEEDS)
    expect(cut?.isWhole).toBe(false)
    expect(cut?.sides.map((side) => side.length > 0).toSorted()).toEqual([false, true, true, true])
    expect(Math.min(...(cut?.sides.flat() ?? []).map(({ y }) => y))).toBeGreaterThan(8)
  })

  it('is none where the frame leaves one side', () => {
    const corner = QUAD.map(({ x, y }) => ({ x: x < 500 ? x : x + 600, y: y < 500 ? y - 300 : y + 300 }))
    expect(findOutline(sheetOnTable(corner, 60), SEEDS)).toBeNull()
  })
})

describe('an edge that was seen', () => {
  it('tells where the sheet lies across it, and nothing of along it', () => {
    const [shift] = edgeShifts({
      homography: [2, 0, 10, 0, 2, 20, 0, 0, 1],
      edges: [{ x: 50, y: 0, outX: 0, outY: -1, seenX: 10 + 2 * 57, seenY: 20 + 2 * 3 }],
    })
    expect(shift).toMatchObject({ x: 50, y: 0, dy: 3 })
    expect(Math.abs(shift.dx)).toBe(0)
    expect(Math.abs(shift.xx) + Math.abs(shift.xy)).toBe(0)
    expect(shift.yy).toBeGreaterThan(0)
  })
})

describe('hulls', () => {
  it('hold all points, and give the largest quadrangle', () => {
    const random = seededRandom(2)
    const points = Array.from({ length: 300 }, () => ({ x: 100 * random(), y: 100 * random() }))
    const square = [
      { x: -10, y: -10 },
      { x: 110, y: -10 },
      { x: 110, y: 110 },
      { x: -10, y: 110 },
    ]
    const hull = convexHull([...points, ...square])
    expect(hull).toHaveLength(4)
    expect(polygonArea(hull)).toBeCloseTo(14_400)
    expect(polygonArea(largestQuad(convexHull(points)) ?? [])).toBeGreaterThan(8000)
    expect(
      largestQuad(
        convexHull([
          { x: 0, y: 0 },
          { x: 1, y: 0 },
          { x: 0, y: 1 },
        ]),
      ),
    ).toBeNull()
  })
})
