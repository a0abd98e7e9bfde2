import type { DotPlace } from '../../shared/mark/layout.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { boxMean } from '../image/box-mean.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import type { Straightened } from './rectify.ts'

/**
 * Where a page is bare there is nothing to lay it on but the dots' own places. Each dot sits in one of two, and which one is the
 * copy's secret; that it sits in one of them is not, and holds for every copy alike. So the picture is asked where small
 * dark spots lie, and the pattern of pairs is moved until most pairs have one.
 */

/** Radius of the Gaussian under which spots are looked for. */
const SPOT_MM = 0.13
/** Spots are judged against their surroundings of this half-width. */
const SURROUNDINGS_MM = 8
/** No spot counts for more than so many times its surroundings: ink does not outshout dots. */
const MOST = 8

/** Dots in sight of a window's middle by this many of its radii. */
const REACH_RADII = 2
const FEWEST_DOTS = 10

/** How much the best place must stand out among all places looked at, in their standard deviations. */
const LEAST_PEAK = 5.5
/** And above the best one elsewhere, as a share of its height. */
const LEAST_LEAD = 0.12

/**
 * How spot-like the picture is at every pixel, about 1 on bare ground: the lesser curvature of its darkness, which a dot has and a
 * stroke, straight one way, has not.
 */
export const spotMap = (seen: Straightened): Plane => {
  const { width, height, data } = gaussianBlur(seen.plane, Math.max(0.8, SPOT_MM * seen.pxPerMm))
  const spots = newPlane(width, height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, k = y * width + 1; x < width - 1; x++, k++) {
      if (!seen.inside[k - width - 1] || !seen.inside[k + width + 1]) continue
      const xx = data[k - 1] - 2 * data[k] + data[k + 1]
      const yy = data[k - width] - 2 * data[k] + data[k + width]
      const xy =
        0.25 * (data[k + width + 1] - data[k + width - 1] - data[k - width + 1] + data[k - width - 1])
      const least = 0.5 * (xx + yy) - Math.sqrt(0.25 * (xx - yy) ** 2 + xy * xy)
      if (least > 0) spots.data[k] = least
    }
  }
  const usual = boxMean(spots, Math.round(SURROUNDINGS_MM * seen.pxPerMm)).data
  for (let k = 0; k < spots.data.length; k++) {
    if (spots.data[k] > 0) spots.data[k] = Math.min(MOST, spots.data[k] / (usual[k] + 0.02))
  }
  return spots
}

/** Where the dots around a place were found, relative to where they were expected. Millimetres. */
export interface LatticeShift {
  readonly x: number
  readonly y: number
  readonly dx: number
  readonly dy: number
}

interface Pairs {
  readonly plus: Int32Array
  readonly minus: Int32Array
  readonly weights: Float32Array
  /** Where they lie, mm. */
  readonly at: readonly DotPlace[]
}

/** Dots within this reach of one another share one say: where they crowd about a title they would drown those around. */
const CROWD_MM = 8

const shareOfSay = (dots: readonly DotPlace[]): Float32Array =>
  Float32Array.from(dots, (dot) => {
    let crowd = 0
    for (const other of dots) if (Math.hypot(other.x - dot.x, other.y - dot.y) < CROWD_MM) crowd++
    return 1 / crowd
  })

/** The pairs about a place, as offsets into the map; none that could leave it in the search. */
const pairsAround = (
  dots: readonly DotPlace[],
  say: Float32Array,
  map: Plane,
  pxPerMm: number,
  at: { readonly x: number; readonly y: number },
  radiusMm: number,
  marginPx: number,
): Pairs | null => {
  const plus: number[] = []
  const minus: number[] = []
  const weights: number[] = []
  const places: DotPlace[] = []
  const offset = (mmX: number, mmY: number): number => {
    const [px, py] = [Math.floor(mmX * pxPerMm), Math.floor(mmY * pxPerMm)]
    const fits = px >= marginPx && py >= marginPx && px < map.width - marginPx && py < map.height - marginPx
    return fits ? py * map.width + px : -1
  }
  for (const [k, dot] of dots.entries()) {
    const distance2 = ((dot.x - at.x) ** 2 + (dot.y - at.y) ** 2) / (radiusMm * radiusMm)
    if (distance2 > REACH_RADII * REACH_RADII) continue
    const a = offset(dot.x + dot.dx, dot.y + dot.dy)
    const b = offset(dot.x - dot.dx, dot.y - dot.dy)
    if (a < 0 || b < 0) continue
    plus.push(a)
    minus.push(b)
    weights.push(say[k] * Math.exp(-0.5 * distance2))
    places.push(dot)
  }
  if (weights.length < FEWEST_DOTS) return null
  return {
    plus: Int32Array.from(plus),
    minus: Int32Array.from(minus),
    weights: Float32Array.from(weights),
    at: places,
  }
}

/** Weighted sum over the pairs of the better of their two places. */
const agreement = ({ plus, minus, weights }: Pairs, spots: Float32Array, move: number): number => {
  let sum = 0
  for (let k = 0; k < weights.length; k++) {
    const a = spots[plus[k] + move]
    const b = spots[minus[k] + move]
    sum += weights[k] * (a > b ? a : b)
  }
  return sum
}

/** The middle of the dots that are seen there, mm: a move is told of where they lie, not of where they were looked for. */
const middleSeen = ({ plus, minus, weights, at }: Pairs, spots: Float32Array, move: number) => {
  let [sum, x, y] = [0, 0, 0]
  for (let k = 0; k < weights.length; k++) {
    const seen = weights[k] * Math.max(spots[plus[k] + move], spots[minus[k] + move])
    sum += seen
    x += seen * at[k].x
    y += seen * at[k].y
  }
  return { x: x / sum, y: y / sum }
}

const peakOffset = (before: number, at: number, after: number): number => {
  const curve = before - 2 * at + after
  return curve >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / curve))
}

/** Moves the pairs about one place over all of the search; null where no move stands out. */
const findPairs = (pairs: Pairs, map: Plane, searchPx: number, pxPerMm: number): LatticeShift | null => {
  const side = 2 * searchPx + 1
  const scores = new Float32Array(side * side)
  let [best, sum, squares] = [0, 0, 0]
  for (let k = 0; k < scores.length; k++) {
    const move = (Math.floor(k / side) - searchPx) * map.width + (k % side) - searchPx
    const score = agreement(pairs, map.data, move)
    scores[k] = score
    sum += score
    squares += score * score
    if (score > scores[best]) best = k
  }
  const mean = sum / scores.length
  const deviation = Math.sqrt(Math.max(1e-12, squares / scores.length - mean * mean))
  const [bx, by] = [best % side, Math.floor(best / side)]
  if (bx === 0 || by === 0 || bx === side - 1 || by === side - 1) return null
  const height = scores[best] - mean
  if (height < LEAST_PEAK * deviation) return null
  let rival = 0
  for (let k = 0; k < scores.length; k++) {
    const far = Math.max(Math.abs((k % side) - bx), Math.abs(Math.floor(k / side) - by)) > 3
    if (far && scores[k] - mean > rival) rival = scores[k] - mean
  }
  if (height - rival < LEAST_LEAD * height) return null
  return {
    ...middleSeen(pairs, map.data, (by - searchPx) * map.width + bx - searchPx),
    dx: (bx - searchPx + peakOffset(scores[best - 1], scores[best], scores[best + 1])) / pxPerMm,
    dy: (by - searchPx + peakOffset(scores[best - side], scores[best], scores[best + side])) / pxPerMm,
  }
}

export interface Lattice {
  readonly shifts: readonly LatticeShift[]
  /** Windows in which dots should be seen. */
  readonly tried: number
}

/**
 * Looks for the dots in windows all over what the picture shows of the page.
 * @param radiusMm of the windows' Gaussian; they stand half as far apart
 * @param searchMm farthest that dots are looked for from where they are expected
 */
export const findLattice = (
  dots: readonly DotPlace[],
  seen: Straightened,
  radiusMm: number,
  searchMm: number,
): Lattice => {
  const map = spotMap(seen)
  const { pxPerMm } = seen
  const searchPx = Math.max(3, Math.ceil(searchMm * pxPerMm))
  const say = shareOfSay(dots)
  const shifts: LatticeShift[] = []
  let tried = 0
  for (let y = radiusMm / 2; y * pxPerMm < map.height; y += radiusMm / 2) {
    for (let x = radiusMm / 2; x * pxPerMm < map.width; x += radiusMm / 2) {
      if (!seen.inside[Math.floor(y * pxPerMm) * map.width + Math.floor(x * pxPerMm)]) continue
      const pairs = pairsAround(dots, say, map, pxPerMm, { x, y }, radiusMm, searchPx + 1)
      if (pairs === null) continue
      tried++
      const shift = findPairs(pairs, map, searchPx, pxPerMm)
      if (shift) shifts.push(shift)
    }
  }
  return { shifts, tried }
}
