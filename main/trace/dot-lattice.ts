import type { DotPlace } from '../../shared/mark/layout.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { boxMean } from '../image/box-mean.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import { LANE_BLOCK, newMixer, TAP_BYTES } from '../image/mix-rows.ts'
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

/** The lesser curvature of a picture's darkness at every pixel, which a dot has and a stroke, straight one way, has not; 0 where it is hollow. */
export const spotCurvature = ({ width, height, data }: Plane): Plane => {
  const spots = newPlane(width, height)
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1, k = y * width + 1; x < width - 1; x++, k++) {
      const twice = 2 * data[k]
      const xx = data[k - 1] - twice + data[k + 1]
      const yy = data[k - width] - twice + data[k + width]
      const both = xx + yy
      if (both <= 0) continue
      const xy =
        0.25 * (data[k + width + 1] - data[k + width - 1] - data[k - width + 1] + data[k - width - 1])
      // Where both curvatures are above nothing, which few places are: only there is the lesser one worth its root.
      if (xx * yy <= xy * xy) continue
      const apart = xx - yy
      spots.data[k] = Math.max(0, 0.5 * both - Math.sqrt(0.25 * apart * apart + xy * xy))
    }
  }
  return spots
}

/** How spot-like the picture is at every pixel, about 1 on bare ground. */
export const spotMap = (seen: Straightened, most = MOST): Plane => {
  const { inside, pxPerMm } = seen
  const blurred = gaussianBlur(seen.plane, Math.max(0.8, SPOT_MM * pxPerMm))
  const { width } = blurred
  const spots = spotCurvature(blurred)
  for (let k = width + 1; k < spots.data.length - width - 1; k++)
    if (inside[k - width - 1] === 0 || inside[k + width + 1] === 0) spots.data[k] = 0
  const usual = boxMean(spots, Math.round(SURROUNDINGS_MM * pxPerMm)).data
  for (let k = 0; k < spots.data.length; k++) {
    if (spots.data[k] > 0) spots.data[k] = Math.min(most, spots.data[k] / (usual[k] + 0.02))
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

/** Dots within this reach of one another share one say: where they crowd about a title they would drown those around. */
const CROWD_MM = 8

const shareOfSay = (dots: readonly DotPlace[]): Float32Array =>
  Float32Array.from(dots, (dot) => {
    let crowd = 0
    for (const { x, y } of dots) if ((x - dot.x) ** 2 + (y - dot.y) ** 2 < CROWD_MM * CROWD_MM) crowd++
    return 1 / crowd
  })

/** What every dot shows at every move of the search: the better of its two places. Each is in many windows. */
interface Shown {
  readonly dots: readonly { readonly dot: DotPlace; readonly say: number }[]
  /** A square of moves, row by row. */
  readonly side: number
  readonly at: (dot: number, move: number) => number
  /** The moves' sums over some dots, each weighed. */
  readonly sumOf: (dots: readonly number[], weights: readonly number[]) => Float32Array
}

const mixer = newMixer()

/** The dots that no move of the search takes off the map, with their say, and their two places as offsets into the map. */
const dotsOnMap = (dots: readonly DotPlace[], { width, height }: Plane, pxPerMm: number, margin: number) => {
  const offset = (mmX: number, mmY: number): number => {
    const [px, py] = [Math.floor(mmX * pxPerMm), Math.floor(mmY * pxPerMm)]
    const fits = px >= margin && py >= margin && px < width - margin && py < height - margin
    return fits ? py * width + px : -1
  }
  const say = shareOfSay(dots)
  return dots
    .map((dot, k) => ({
      dot,
      say: say[k],
      plus: offset(dot.x + dot.dx, dot.y + dot.dy),
      minus: offset(dot.x - dot.dx, dot.y - dot.dy),
    }))
    .filter(({ plus, minus }) => plus >= 0 && minus >= 0)
}

const showDots = (all: readonly DotPlace[], map: Plane, pxPerMm: number, searchPx: number): Shown => {
  const dots = dotsOnMap(all, map, pxPerMm, searchPx + 1)
  const side = 2 * searchPx + 1
  const rowBytes = 4 * LANE_BLOCK * Math.ceil((side * side) / LANE_BLOCK)
  const taps = (dots.length + 1) * rowBytes
  const buffer = mixer.memory(taps + dots.length * TAP_BYTES)
  const floats = new Float32Array(buffer)
  const words = new Int32Array(buffer)
  const rowOf = (dot: number): number => ((dot + 1) * rowBytes) / 4
  for (const [dot, { plus, minus }] of dots.entries()) {
    let to = rowOf(dot)
    for (let v = -searchPx; v <= searchPx; v++) {
      for (let move = v * map.width - searchPx; move <= v * map.width + searchPx; move++, to++) {
        const [a, b] = [map.data[plus + move], map.data[minus + move]]
        floats[to] = a > b ? a : b
      }
    }
  }
  return {
    dots,
    side,
    at: (dot, move) => floats[rowOf(dot) + move],
    sumOf: (some, weights) => {
      some.forEach((dot, k) => {
        const tap = (taps + k * TAP_BYTES) / 4
        words[tap] = 4 * rowOf(dot)
        words[tap + 1] = 4 * rowOf(dot)
        // A tap counts its row twice.
        floats[tap + 2] = weights[k] / 2
      })
      mixer.mixRows(0, rowBytes, taps, taps + some.length * TAP_BYTES)
      return floats.subarray(0, side * side)
    },
  }
}

/** The dots about a place, each by its number and its weight. */
interface Window {
  readonly numbers: readonly number[]
  readonly weights: readonly number[]
}

/** Null where there are too few. */
const windowAt = ({ dots }: Shown, x: number, y: number, radiusMm: number): Window | null => {
  const numbers: number[] = []
  const weights: number[] = []
  for (const [k, { dot, say }] of dots.entries()) {
    const distance2 = ((dot.x - x) ** 2 + (dot.y - y) ** 2) / (radiusMm * radiusMm)
    if (distance2 > REACH_RADII * REACH_RADII) continue
    numbers.push(k)
    weights.push(say * Math.exp(-0.5 * distance2))
  }
  return numbers.length < FEWEST_DOTS ? null : { numbers, weights }
}

/** The middle of the dots that are seen there, mm: a move is told of where they lie, not of where they were looked for. */
const middleSeen = ({ dots, at }: Shown, { numbers, weights }: Window, move: number) => {
  let sum = 0
  let x = 0
  let y = 0
  for (const [k, number] of numbers.entries()) {
    const { dot } = dots[number]
    const seen = weights[k] * at(number, move)
    sum += seen
    x += seen * dot.x
    y += seen * dot.y
  }
  return { x: x / sum, y: y / sum }
}

const peakOffset = (before: number, at: number, after: number): number => {
  const curve = before - 2 * at + after
  return curve >= -1e-9 ? 0 : Math.max(-0.5, Math.min(0.5, (0.5 * (before - after)) / curve))
}

/** Moves the dots about one place over all of the search; null where no move stands out. */
const findWindow = (shown: Shown, window: Window, pxPerMm: number): LatticeShift | null => {
  const { side } = shown
  const searchPx = (side - 1) / 2
  const scores = shown.sumOf(window.numbers, window.weights)
  let best = 0
  let sum = 0
  let squares = 0
  for (let k = 0; k < scores.length; k++) {
    const score = scores[k]
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
    ...middleSeen(shown, window, best),
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
  const shown = showDots(dots, map, pxPerMm, searchPx)
  const shifts: LatticeShift[] = []
  let tried = 0
  for (let y = radiusMm / 2; y * pxPerMm < map.height; y += radiusMm / 2) {
    for (let x = radiusMm / 2; x * pxPerMm < map.width; x += radiusMm / 2) {
      if (!seen.inside[Math.floor(y * pxPerMm) * map.width + Math.floor(x * pxPerMm)]) continue
      const window = windowAt(shown, x, y, radiusMm)
      if (window === null) continue
      tried++
      const shift = findWindow(shown, window, pxPerMm)
      if (shift) shifts.push(shift)
    }
  }
  return { shifts, tried }
}
