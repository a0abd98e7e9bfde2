import { describe, expect, it } from 'vitest'
import { findOutline } from '../../../main/trace/sheet-outline.ts'
import { convexHull, largestQuad, polygonArea } from '../../../main/trace/convex-hull.ts'
import type { Point } from '../../../shared/maths/geometry.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const isInside = (quad: readonly Point[], x: number, y: number): boolean =>
  quad.every((a, k) => {
    const b = quad[(k + 1) % quad.length]
    return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x) >= 0
  })

/** A bright sheet on a darker, noisy table, lit from one side. */
const sheetOnTable = (quad: readonly Point[], table: number): Plane => {
  const random = seededRandom(11)
  const plane = newPlane(900, 1200)
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const ground = isInside(quad, x, y) ? 205 : table
      plane.data[y * plane.width + x] = ground * (0.8 + (0.2 * x) / plane.width) + 6 * (random() - 0.5)
    }
  }
  return plane
}

const QUAD: readonly Point[] = [
  { x: 180, y: 150 },
  { x: 730, y: 210 },
  { x: 790, y: 1050 },
  { x: 120, y: 1100 },
]
const SEEDS = [
  { x: 300, y: 300 },
  { x: 420, y: 320 },
  { x: 500, y: 330 },
]

describe('the outline of a sheet', () => {
  it('is found to two pixels, whichever corner comes first', () => {
    const found = findOutline(sheetOnTable(QUAD, 60), SEEDS)?.corners
    expect(found).toBeDefined()
    for (const corner of QUAD) {
      const nearest = Math.min(...(found ?? []).map((p) => Math.hypot(p.x - corner.x, p.y - corner.y)))
      expect(nearest).toBeLessThan(2)
    }
  })

  it('is not made up: no table, no edge; a sheet that leaves the picture has no corners', () => {
    expect(findOutline(sheetOnTable(QUAD, 205), SEEDS)).toBeNull()
    const leaving = QUAD.map((p) => ({ x: p.x, y: p.y < 500 ? p.y - 300 : p.y }))
    expect(findOutline(sheetOnTable(leaving, 60), SEEDS)).toBeNull()
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
