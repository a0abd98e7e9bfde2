import type { Point } from '../../shared/maths/geometry.ts'

const cross = (o: Point, a: Point, b: Point): number => (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x)

/** Convex hull by Andrew's monotone chain (1979), clockwise as displayed (y down). */
export const convexHull = (points: readonly Point[]): Point[] => {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y)
  const half = (ordered: readonly Point[]): Point[] => {
    const chain: Point[] = []
    for (const p of ordered) {
      while (chain.length >= 2 && cross(chain[chain.length - 2], chain[chain.length - 1], p) <= 0) chain.pop()
      chain.push(p)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

/** Area by the shoelace formula; positive whichever way round. */
export const polygonArea = (polygon: readonly Point[]): number => {
  let twice = 0
  polygon.forEach((a, k) => {
    const b = polygon[(k + 1) % polygon.length]
    twice += a.x * b.y - b.x * a.y
  })
  return Math.abs(twice) / 2
}

const MOST_VERTICES = 28

/** Drops the vertex that spans the smallest triangle until few enough are left. */
const simplified = (hull: readonly Point[]): Point[] => {
  const left = [...hull]
  while (left.length > MOST_VERTICES) {
    let least = 0
    let smallest = Infinity
    left.forEach((p, k) => {
      const area = Math.abs(cross(left[(k + left.length - 1) % left.length], p, left[(k + 1) % left.length]))
      if (area < smallest) {
        smallest = area
        least = k
      }
    })
    left.splice(least, 1)
  }
  return left
}

/** The quadrangle of the hull's own vertices with the largest area, in the hull's order; null for a triangle. */
export const largestQuad = (hull: readonly Point[]): Point[] | null => {
  const p = simplified(hull)
  let best: Point[] | null = null
  let largest = 0
  for (let a = 0; a < p.length; a++)
    for (let b = a + 1; b < p.length; b++)
      for (let c = b + 1; c < p.length; c++)
        for (let d = c + 1; d < p.length; d++) {
          const area = polygonArea([p[a], p[b], p[c], p[d]])
          if (area > largest) {
            largest = area
            best = [p[a], p[b], p[c], p[d]]
          }
        }
  return best
}
