import type { Point } from '../../shared/maths/geometry.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { seededRandom } from '../../shared/maths/seeded-random.ts'

/** A ray to the right of a point within crosses the outline an odd number of times. */
const isInside = (outline: readonly Point[], x: number, y: number): boolean =>
  outline.filter((a, k) => {
    const b = outline[(k + 1) % outline.length]
    return a.y > y !== b.y > y && x < a.x + ((y - a.y) / (b.y - a.y)) * (b.x - a.x)
  }).length %
    2 ===
  1

/** A bright sheet on a darker, noisy table, lit from one side. */
export const sheetOnTable = (outline: readonly Point[], table: number): Plane => {
  const random = seededRandom(11)
  const plane = newPlane(900, 1200)
  for (let y = 0; y < plane.height; y++) {
    for (let x = 0; x < plane.width; x++) {
      const ground = isInside(outline, x, y) ? 205 : table
      plane.data[y * plane.width + x] = ground * (0.8 + (0.2 * x) / plane.width) + 6 * (random() - 0.5)
    }
  }
  return plane
}

export const QUAD: readonly Point[] = [
  { x: 180, y: 150 },
  { x: 730, y: 210 },
  { x: 790, y: 1050 },
  { x: 120, y: 1100 },
]
