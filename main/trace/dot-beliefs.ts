import type { DotPlace, PageLayout } from '../../shared/mark/layout.ts'
import type { Point } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { spotMap } from './dot-lattice.ts'
import { rectify } from './rectify.ts'
import type { Sheet } from './sheet.ts'

/** Where single dots probably lie, from where they are looked for and how spot-like the picture is about there. */

/** Pixels per millimetre at which spots are looked for; more than the picture's own tell nothing. */
const MOST_PX_PER_MM = 5
const OVERSAMPLED = 1.25
/** How much likelier a place is for each unit of spottedness, as a logarithm; and the likelihood that the dot is not seen at all. */
const SPOT_GAIN = 0.6
const UNSEEN = 3
/** Places farther off than so many deviations are not looked at. */
const DEVIATIONS = 2.5

/** How likely every pixel is a dot's, up to a factor. */
export interface Likelihood extends Plane {
  readonly inside: Uint8Array
  readonly pxPerMm: number
}

/**
 * @param scale pixels of the picture to a millimetre of the page, about
 * @param most spottedness beyond which nothing is more of a dot
 */
export const lookFor = (
  picture: Pyramid,
  { widthMm, heightMm }: PageLayout,
  sheet: Sheet,
  scale: number,
  most?: number,
): Likelihood => {
  const seen = rectify(picture, sheet, widthMm, heightMm, Math.min(OVERSAMPLED * scale, MOST_PX_PER_MM))
  const { width, height, data } = spotMap(seen, most)
  // In its own memory; most places show no spot at all.
  for (let k = 0; k < data.length; k++) data[k] = data[k] === 0 ? 1 : Math.exp(SPOT_GAIN * data[k])
  return { width, height, data, inside: seen.inside, pxPerMm: seen.pxPerMm }
}

/** Where a dot probably lies, from where it was looked for, and how much the picture says of that, in pixels. */
export interface Believed {
  readonly dx: number
  readonly dy: number
  readonly information: number
  /** Logarithm of how much likelier the picture is with the dot about there than with none. */
  readonly evidence: number
}

/** Where a dot is believed to lie before it is looked for, about where the sheet has it. Pixels. */
export interface Prior {
  readonly deviation: number
  readonly reach: number
  readonly at: (u: number, v: number) => number
  /** Over all places within reach. */
  readonly sum: number
}

/** @param deviation pixels */
export const priorOf = (deviation: number): Prior => {
  const reach = Math.ceil(DEVIATIONS * deviation)
  const side = 2 * reach + 1
  const table = Float64Array.from({ length: side * side }, (_, k) => {
    const [u, v] = [(k % side) - reach, Math.floor(k / side) - reach]
    return Math.exp(-(u * u + v * v) / (2 * deviation * deviation))
  })
  const sum = table.reduce((all, one) => all + one, 0)
  return { deviation, reach, at: (u, v) => table[(v + reach) * side + u + reach], sum }
}

/** A dot's surroundings in the picture: how likely it lies so many pixels off where it was looked for, at the better of its two places; null off the picture. */
const surroundings = (
  { width, height, data, inside, pxPerMm }: Likelihood,
  { x, y, dx, dy }: DotPlace,
  { reach, at }: Prior,
): ((u: number, v: number) => number) | null => {
  const [px, py] = [x * pxPerMm - 0.5, y * pxPerMm - 0.5]
  const margin = reach + Math.ceil(Math.hypot(dx, dy) * pxPerMm) + 1
  const [cx, cy] = [Math.round(px), Math.round(py)]
  if (cx < margin || cy < margin || cx + margin >= width || cy + margin >= height) return null
  if (!inside[cy * width + cx]) return null
  const offset = (side: 1 | -1): number =>
    Math.round(py + side * dy * pxPerMm) * width + Math.round(px + side * dx * pxPerMm)
  const [plus, minus] = [offset(1), offset(-1)]
  return (u, v) => {
    const move = v * width + u
    return at(u, v) * (Math.max(data[plus + move], data[minus + move]) + UNSEEN)
  }
}

/** Null off the picture. */
export const believe = (likelihood: Likelihood, dot: DotPlace, prior: Prior): Believed | null => {
  const likely = surroundings(likelihood, dot, prior)
  if (likely === null) return null
  const { reach, deviation } = prior
  let sum = 0
  let sumX = 0
  let sumY = 0
  let squares = 0
  for (let v = -reach; v <= reach; v++) {
    for (let u = -reach; u <= reach; u++) {
      const after = likely(u, v)
      sum += after
      sumX += after * u
      sumY += after * v
      squares += after * (u * u + v * v)
    }
  }
  const [meanX, meanY] = [sumX / sum, sumY / sum]
  const variance = Math.max(0.05, (squares / sum - meanX * meanX - meanY * meanY) / 2)
  // What is believed now is what was before and what the picture says: that alone is taken out again.
  const information = 1 / variance - 1 / (deviation * deviation)
  const alone = 1 / (variance * information)
  return { dx: alone * meanX, dy: alone * meanY, information, evidence: Math.log(sum / prior.sum) }
}

/** Where a dot most probably lies, from where it was looked for, and the share of belief that it lies there. Pixels. */
export interface Spotted {
  readonly dx: number
  readonly dy: number
  readonly share: number
}

/** A spot reaches so far from its middle, pixels. */
const SPOT_PX = 2

/** Null off the picture. */
export const spot = (likelihood: Likelihood, dot: DotPlace, prior: Prior): Spotted | null => {
  const likely = surroundings(likelihood, dot, prior)
  if (likely === null) return null
  const { reach } = prior
  let sum = 0
  let most = 0
  let dx = 0
  let dy = 0
  for (let v = -reach; v <= reach; v++) {
    for (let u = -reach; u <= reach; u++) {
      const after = likely(u, v)
      sum += after
      if (after > most) [most, dx, dy] = [after, u, v]
    }
  }
  let there = 0
  for (let v = Math.max(-reach, dy - SPOT_PX); v <= Math.min(reach, dy + SPOT_PX); v++)
    for (let u = Math.max(-reach, dx - SPOT_PX); u <= Math.min(reach, dx + SPOT_PX); u++)
      there += likely(u, v)
  return { dx, dy, share: there / sum }
}

/** How likely a dot is seen there, at the better of its two places: of what a map of likelihoods shows, and 1 where it shows nothing. */
export const seenAt = (
  { pxPerMm, inside }: Likelihood,
  map: Plane,
  { dx, dy }: DotPlace,
  { x, y }: Point,
): number => {
  const at = (side: 1 | -1): number => {
    const i = Math.round((x + side * dx) * pxPerMm - 0.5)
    const j = Math.round((y + side * dy) * pxPerMm - 0.5)
    const k = j * map.width + i
    return i >= 0 && j >= 0 && i < map.width && j < map.height && inside[k] ? map.data[k] : 1
  }
  return Math.max(at(1), at(-1)) + UNSEEN
}
