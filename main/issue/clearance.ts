import { NORMAL_DEVIATION } from '../../shared/maths/statistics.ts'
import type { GreyRaster } from '../document/document.ts'

/** So much darker than the paper is ground all the same, from which a black dot stands out. */
const SHADE = 20
/** Paper is no darker: what is has no place for dots. */
const DARKEST_PAPER = 200
/** A page has as much of it, or else a dark ground. */
const LEAST_PAPER = 0.2
/** Neighbours that differ by more are an edge or a texture; by so many deviations more where the paper itself is grainy, as scans are. */
const FLAT = 12
const GRAINS = 5
/** Whatever is grainier is a texture. */
const MOST_GRAIN = 3.5

const FAR = 60_000

/**
 * For each pixel the distance in pixels to the nearest one that is dark or uneven, at most 20,000; what lies beyond
 * the raster is no obstacle. Chamfer 3-4 (Borgefors 1986), within 6 % of Euclid's.
 */
export const clearance = (raster: GreyRaster, paper: Paper): Float32Array => {
  const { width, height } = raster
  // A border of one pixel, so that every pixel has all of its neighbours.
  const stride = width + 2
  const d = new Uint16Array(stride * (height + 2)).fill(FAR)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) if (!isClear(raster, paper, x, y)) d[(y + 1) * stride + x + 1] = 0
  }
  const first = stride + 1
  const last = stride * (height + 1) - 2
  for (let at = first; at <= last; at++) relax(d, at, -1, -stride)
  for (let at = last; at >= first; at--) relax(d, at, 1, stride)
  const distances = new Float32Array(width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) distances[y * width + x] = d[(y + 1) * stride + x + 1] / 3
  }
  return distances
}

/** Takes the four neighbours already visited: the one beside and the three of the row `row` away. */
const relax = (d: Uint16Array, at: number, beside: number, row: number): void => {
  const over = at + row
  const straight = (d[at + beside] < d[over] ? d[at + beside] : d[over]) + 3
  const slanted = (d[over - 1] < d[over + 1] ? d[over - 1] : d[over + 1]) + 4
  const nearest = straight < slanted ? straight : slanted
  if (nearest < d[at]) d[at] = nearest
}

/** What a page's paper is like. */
export interface Paper {
  /** The darkest of it, 0 to 255. */
  readonly darkest: number
  /** Neighbours that differ by more are not both of it. */
  readonly flat: number
}

/** The level that half of what was counted reaches. */
const middleOf = (counts: Uint32Array): number => {
  const half = counts.reduce((sum, n) => sum + n, 0) / 2
  let sum = 0
  return counts.findIndex((n) => (sum += n) >= half)
}

/** White to the eye is what most of the light ground is: a scanner's white is grey, and grainy. */
export const paperOf = ({ width, data }: GreyRaster): Paper => {
  const levels = new Uint32Array(256)
  const steps = new Uint32Array(256)
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] < DARKEST_PAPER) continue
    levels[data[at]]++
    if ((at + 1) % width !== 0) steps[Math.abs(data[at] - data[at + 1])]++
  }
  const light = levels.reduce((sum, n) => sum + n, 0)
  const paper = light < LEAST_PAPER * data.length ? 255 : middleOf(levels)
  const grain = Math.min(MOST_GRAIN, NORMAL_DEVIATION * middleOf(steps))
  return { darkest: paper - SHADE, flat: Math.max(FLAT, GRAINS * grain) }
}

const isClear = (
  { width, height, data }: GreyRaster,
  { darkest, flat }: Paper,
  x: number,
  y: number,
): boolean => {
  const at = y * width + x
  const here = data[at]
  if (here < darkest) return false
  const right = x + 1 < width ? data[at + 1] : here
  const below = y + 1 < height ? data[at + width] : here
  return Math.abs(here - right) <= flat && Math.abs(here - below) <= flat
}

/** Darker than the paper by so much is ink. */
export const INK = 40

/** Pixels with a marked one no more than `reach` steps before or behind them, in `lines` lines of `length` pixels each. */
const spread = (
  marked: Uint8Array,
  reach: number,
  { lines, nextLine, length, step }: Readonly<Record<'lines' | 'nextLine' | 'length' | 'step', number>>,
): Uint8Array => {
  const near = new Uint8Array(marked.length)
  for (let line = 0; line < lines; line++) {
    // Steps since the last marked one of those up to `reach` ahead.
    let since = Infinity
    for (let i = -reach; i < length; i++) {
      const ahead = i + reach
      since = ahead < length && marked[line * nextLine + ahead * step] === 1 ? 0 : since + 1
      if (i >= 0 && since <= 2 * reach) near[line * nextLine + i * step] = 1
    }
  }
  return near
}

/**
 * 1 for pixels that stand in a line of text, or in its prolongation: with ink within `besidePx` to the left or right, no more than
 * `bandPx` higher or lower. There a speck would read as a full stop, or as a decimal point.
 */
export const besideInk = (
  { width, height, data }: GreyRaster,
  { darkest }: Paper,
  besidePx: number,
  bandPx: number,
): Uint8Array => {
  const ink = Uint8Array.from(data, (level) => (level < darkest - INK ? 1 : 0))
  const columns = { lines: width, nextLine: 1, length: height, step: width }
  const rows = { lines: height, nextLine: width, length: width, step: 1 }
  return spread(spread(ink, Math.round(bandPx), columns), Math.round(besidePx), rows)
}
