import { multiplyHomography, translation } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import type { Pyramid } from '../image/pyramid.ts'
import { resizeOriginal } from './align.ts'
import type { LibraryPage } from './library.ts'
import { rectify, type Straightened } from './rectify.ts'
import type { Sheet } from './sheet.ts'

/**
 * Pages of like lines can be laid on a picture a line too high or too low: each part of the page fits, but the page as a whole does
 * not. Seen from afar, all of it at once, the right place stands out.
 */

const PX_PER_MM = 0.8
/** A place is looked for this far off each way, and along and across the page, where lists and tables repeat, farther. */
const REACH_MM = 12
const FAR_REACH_MM = 60
const ASIDE_PX = 1
/** Another place must explain the whole page so much better, in likeness. */
const LEAST_GAIN = 0.03

/** Whole pixels. */
interface Move {
  readonly dx: number
  readonly dy: number
}

/** Whole pixels; a move of one says nothing that the alignment does not know. */
const MOVES = (() => {
  const [near, far] = [REACH_MM, FAR_REACH_MM].map((mm) => Math.round(mm * PX_PER_MM))
  const moves: Move[] = []
  for (let dy = -far; dy <= far; dy++) {
    for (let dx = -far; dx <= far; dx++) {
      const [least, most] = [Math.min(Math.abs(dx), Math.abs(dy)), Math.max(Math.abs(dx), Math.abs(dy))]
      if (most >= 2 && (most <= near || least <= ASIDE_PX)) moves.push({ dx, dy })
    }
  }
  return moves
})()

/** Moves are sifted by every so many pixels, scattered row by row, and the most promising ones compared by all of them. */
const SIFT = 5
const SIFTED = 6

/** Likeness of the original to what is seen of it when moved, over what the picture shows, by every so many pixels. */
export const likeness = (original: Plane, seen: Straightened, { dx, dy }: Move, step = 1): number => {
  const { width, height, data } = seen.plane
  let n = 0
  let i = 0
  let t = 0
  let ii = 0
  let it = 0
  let tt = 0
  for (let y = Math.max(0, -dy); y < Math.min(height, height - dy); y++) {
    const x0 = Math.max(0, -dx) + ((2 * y) % step)
    for (let x = x0; x < Math.min(width, width - dx); x += step) {
      const at = (y + dy) * width + x + dx
      if (!seen.inside[at]) continue
      const a = data[at]
      const b = original.data[y * width + x]
      n++
      i += a
      t += b
      ii += a * a
      it += a * b
      tt += b * b
    }
  }
  const spread = (ii - (i * i) / n) * (tt - (t * t) / n)
  return n * step < 100 || spread <= 0 ? 0 : (it - (i * t) / n) / Math.sqrt(spread)
}

/** The sheet moved to where the whole page fits the picture best, or null where it fits best as it lies. */
export const fitAsWhole = (picture: Pyramid, page: LibraryPage, sheet: Sheet): Sheet | null => {
  const { layout, original } = page
  const seen = rectify(picture, sheet, layout.widthMm, layout.heightMm, PX_PER_MM)
  const small = resizeOriginal(original(), layout, PX_PER_MM)
  const best = MOVES.map((move) => ({ move, likeness: likeness(small, seen, move, SIFT) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, SIFTED)
    .map(({ move }) => ({ move, likeness: likeness(small, seen, move) }))
    .reduce((a, b) => (b.likeness > a.likeness ? b : a))
  if (best.likeness <= likeness(small, seen, { dx: 0, dy: 0 }) + LEAST_GAIN) return null
  const moved = translation(best.move.dx / PX_PER_MM, best.move.dy / PX_PER_MM)
  return { ...sheet, homography: multiplyHomography(sheet.homography, moved) }
}
