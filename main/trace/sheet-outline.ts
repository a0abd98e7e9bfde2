import type { Point } from '../../shared/maths/geometry.ts'
import { longEdge, type Plane } from '../../shared/maths/plane.ts'
import { median, quantile } from '../../shared/maths/statistics.ts'
import { distanceMap } from '../image/distance-map.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import { resizePlane } from '../image/resize-plane.ts'
import { sampleCubic } from '../image/sample-plane.ts'
import { convexHull, largestQuad, polygonArea } from './convex-hull.ts'

/** Corners of a sheet of paper, or of a page in a viewer, in picture pixels, clockwise as displayed. */
export type Quad = readonly [Point, Point, Point, Point]

/** Of a sheet, as it is bent. Picture pixels. */
export interface Outline {
  /** Within a hundredth of the sheet or so. */
  readonly corners: Quad
  /** Points through which each side goes, the first from the first corner to the second; none where the picture's frame cuts it off. */
  readonly sides: readonly (readonly Point[])[]
  /** How far a point is from where the sheet ends, about; nothing beyond the frame, where it may end anywhere. */
  readonly toEnd: (point: Point) => number
  /** Whether the picture shows all of the sheet. */
  readonly isWhole: boolean
}

/** 1 where the sheet is, row by row. */
interface Region {
  readonly inside: Uint8Array
  readonly width: number
}

/** The sheet is grown at this long edge, and its sides are refined at the other. */
const GROW_EDGE_PX = 400
const REFINE_EDGE_PX = 1600
/** Brightness of one sheet changes by less than this share of itself per pixel, plus a little noise. */
const STEP_SHARE = 0.025
const STEP_NOISE = 2
/** Ground is looked for this far from a feature, which itself lies on ink. */
const SEED_REACH_PX = 6
/** Darker than this share of the sheet is not sheet, whatever led there. */
const DARKEST_SHARE = 0.4
/** A region is a sheet if it nearly fills its hull and a quadrangle does too, as far as the sheet's bend lets them. */
const LEAST_FILL = 0.75
const LEAST_QUAD = 0.85
/** This near the frame of the small picture a sheet is cut off by it. */
const BORDER_PX = 2
/** A side of which fewer points are seen than this says little; with fewer sides than two no pose can be told. */
const FEWEST_POINTS = 15
const FEWEST_SIDES = 2
/** The region ends this near the true edge, in pixels of the small picture: barriers are wide. */
const REFINE_REACH_PX = 6

const shrink = (plane: Plane, edge: number): { plane: Plane; factor: number } => {
  const factor = Math.min(1, edge / longEdge(plane))
  const small = resizePlane(
    plane,
    Math.max(1, Math.round(plane.width * factor)),
    Math.max(1, Math.round(plane.height * factor)),
  )
  return { plane: small, factor: small.width / plane.width }
}

/** 1 where brightness changes too fast for the inside of a sheet, made two pixels wider to close gaps in weak edges. */
const barriers = (plane: Plane, step: number): Uint8Array => {
  const { width, height, data } = plane
  const steep = new Uint8Array(width * height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const at = y * width + x
      const slope = Math.hypot(data[at + 1] - data[at - 1], data[at + width] - data[at - width]) / 2
      if (slope < step) continue
      for (let j = -1; j <= 1; j++) for (let i = -1; i <= 1; i++) steep[at + j * width + i] = 1
    }
  }
  return steep
}

/** Everything that can be reached from beside the seeds without crossing an edge. */
const growRegion = (plane: Plane, seeds: readonly Point[]): Uint8Array => {
  const { width, height, data } = plane
  const inside = new Uint8Array(width * height)
  const ground = median(seeds.map((s) => brightestNear(plane, s)))
  const steep = barriers(plane, STEP_NOISE + STEP_SHARE * ground)
  const queue: number[] = []
  const visit = (at: number) => {
    if (inside[at] || steep[at] || data[at] < DARKEST_SHARE * ground) return
    inside[at] = 1
    queue.push(at)
  }
  for (const seed of seeds) {
    for (let y = Math.round(seed.y) - SEED_REACH_PX; y <= seed.y + SEED_REACH_PX; y++) {
      for (let x = Math.round(seed.x) - SEED_REACH_PX; x <= seed.x + SEED_REACH_PX; x++) {
        const known = x >= 0 && y >= 0 && x < width && y < height
        if (known && data[y * width + x] > 0.85 * ground) visit(y * width + x)
      }
    }
  }
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const x = at % width
    if (x > 0) visit(at - 1)
    if (x < width - 1) visit(at + 1)
    if (at >= width) visit(at - width)
    if (at < width * (height - 1)) visit(at + width)
  }
  return inside
}

/** The sheet's ground beside a feature, which itself lies on ink. */
const brightestNear = (plane: Plane, { x, y }: Point): number => {
  const values: number[] = []
  for (let j = Math.round(y) - 4; j <= Math.round(y) + 4; j++) {
    for (let i = Math.round(x) - 4; i <= Math.round(x) + 4; i++) {
      if (i >= 0 && j >= 0 && i < plane.width && j < plane.height)
        values.push(plane.data[j * plane.width + i])
    }
  }
  return values.length === 0 ? 0 : quantile(values, 0.9)
}

/** Leftmost and rightmost pixels of each row of the region: all that a hull needs. */
const rowEnds = (inside: Uint8Array, width: number): { ends: Point[]; area: number } => {
  const ends: Point[] = []
  let area = 0
  for (let y = 0; y * width < inside.length; y++) {
    let first = -1
    let last = -1
    for (let x = 0; x < width; x++) {
      if (!inside[y * width + x]) continue
      if (first < 0) first = x
      last = x
      area++
    }
    if (first >= 0) ends.push({ x: first, y }, { x: last, y })
  }
  return { ends, area }
}

/** Steepest fall of brightness from the sheet outward along the normal at one point of a side; null where none is clear. */
const edgeAlong = (plane: Plane, p: Point, outward: Point, reach: number): Point | null => {
  const read = (t: number): number => {
    const x = Math.round(p.x + t * outward.x)
    const y = Math.round(p.y + t * outward.y)
    return x < 0 || y < 0 || x >= plane.width || y >= plane.height
      ? Number.NaN
      : plane.data[y * plane.width + x]
  }
  let steepest = 4
  let at: number | null = null
  for (let t = -reach; t <= reach; t += 0.5) {
    const fall = Math.abs(read(t - 1.5) - read(t + 1.5))
    if (fall > steepest) {
      steepest = fall
      at = t
    }
  }
  return at === null ? null : { x: p.x + at * outward.x, y: p.y + at * outward.y }
}

const SIDE_SAMPLES = 60
/** A side that is bent lies off the straight one by up to this share of its length. */
const BOW_SHARE = 0.12

/** Outermost point of the region on a line across one of its sides; null where there is none. */
const regionEnd = ({ inside, width }: Region, p: Point, outward: Point, reach: number): Point | null => {
  for (let t = reach; t >= -reach; t -= 0.5) {
    const end = { x: p.x + t * outward.x, y: p.y + t * outward.y }
    const [x, y] = [Math.round(end.x), Math.round(end.y)]
    if (x >= 0 && x < width && y >= 0 && inside[y * width + x]) return end
  }
  return null
}

/** Where the sheet ends along each side of the quadrangle, in pixels of the larger plane, of which `up` make one of the region. */
const findSides = (plane: Plane, region: Region, quad: readonly Point[], up: number): Point[][] =>
  quad.map((a, k) => {
    const b = quad[(k + 1) % 4]
    const length = Math.hypot(b.x - a.x, b.y - a.y)
    const outward = { x: (b.y - a.y) / length, y: -(b.x - a.x) / length }
    const edges: Point[] = []
    for (let s = 0; s < SIDE_SAMPLES; s++) {
      const share = 0.06 + (0.88 * s) / (SIDE_SAMPLES - 1)
      const p = { x: a.x + share * (b.x - a.x), y: a.y + share * (b.y - a.y) }
      const end = regionEnd(region, p, outward, BOW_SHARE * length)
      if (end === null) continue
      const larger = { x: (end.x + 0.5) * up - 0.5, y: (end.y + 0.5) * up - 0.5 }
      const edge = edgeAlong(plane, larger, outward, REFINE_REACH_PX * up)
      if (edge) edges.push(edge)
    }
    return edges
  })

/** Whether a point is at the frame, or beyond it. */
const isAtFrame = (
  { x, y }: Point,
  { width, height }: Pick<Plane, 'width' | 'height'>,
  border: number,
): boolean => x < border || y < border || x > width - 1 - border || y > height - 1 - border

/** Of each row and column of the region the first and the last pixel are marked, unless the frame cuts it off there: its holes, which lettering makes, are not. */
const markEnds = ({ inside, width }: Region): Uint8Array => {
  const height = inside.length / width
  const isCut = (at: number): boolean =>
    isAtFrame({ x: at % width, y: Math.floor(at / width) }, { width, height }, BORDER_PX)
  const marked = new Uint8Array(inside.length)
  const mark = (pixels: number, at: (k: number) => number): void => {
    const numbers = Array.from({ length: pixels }, (_, k) => at(k))
    const [first, last] = [numbers.find((n) => inside[n]), numbers.findLast((n) => inside[n])]
    for (const end of [first, last]) if (end !== undefined && !isCut(end)) marked[end] = 1
  }
  for (let y = 0; y < height; y++) mark(width, (x) => y * width + x)
  for (let x = 0; x < width; x++) mark(height, (y) => y * width + x)
  return marked
}

/** As far as the map says; beyond the picture's frame nothing is known. */
const distanceAt = (map: Plane, { x, y }: Point): number =>
  isAtFrame({ x, y }, map, BORDER_PX) ? 0 : Math.max(0, sampleCubic(map, x, y))

/**
 * The outline of the sheet on which the seeds lie, if enough of it is in the picture and stands out from what
 * is around it; null otherwise. Where a page has too little on it to tell its perspective, its edges do.
 */
export const findOutline = (picture: Plane, seeds: readonly Point[]): Outline | null => {
  const { plane: small, factor } = shrink(picture, GROW_EDGE_PX)
  const blurred = gaussianBlur(small, 0.8)
  const inside = growRegion(
    blurred,
    seeds.map((s) => ({ x: s.x * factor, y: s.y * factor })),
  )
  const { ends, area } = rowEnds(inside, small.width)
  const hull = convexHull(ends)
  if (hull.length < 4) return null
  const hullArea = polygonArea(hull)
  const quad = largestQuad(hull)
  if (quad === null || area < LEAST_FILL * hullArea || polygonArea(quad) < LEAST_QUAD * hullArea) return null
  const { plane: larger, factor: finer } = shrink(picture, REFINE_EDGE_PX)
  const region = { inside, width: small.width }
  const back = (p: Point, by: number): Point => ({ x: (p.x + 0.5) / by - 0.5, y: (p.y + 0.5) / by - 0.5 })
  const cutAt = BORDER_PX + REFINE_REACH_PX * (finer / factor)
  const sides = findSides(larger, region, quad, finer / factor)
    .map((side) => side.filter((p) => !isAtFrame(p, larger, cutAt)))
    .map((side) => (side.length < FEWEST_POINTS ? [] : side))
  if (sides.filter((side) => side.length > 0).length < FEWEST_SIDES) return null
  const toEnds = distanceMap(markEnds(region), small.width)
  const [a, b, c, d] = quad.map((p) => back(p, factor))
  return {
    corners: [a, b, c, d],
    sides: sides.map((side) => side.map((p) => back(p, finer))),
    toEnd: (p) => distanceAt(toEnds, back(p, 1 / factor)) / factor,
    isWhole: !quad.some((p) => isAtFrame(p, small, BORDER_PX)),
  }
}
