import { longEdge } from '../../shared/maths/plane.ts'
import { fitSplineField, type ShiftMeasurement } from '../../shared/maths/spline-field.ts'
import type { Features } from '../image/features.ts'
import { missPx } from '../image/grow-homography.ts'
import { guidedMatches } from '../image/guided-match.ts'
import type { Match } from '../image/match.ts'
import { pairFeatures } from '../image/point-pairs.ts'
import type { PageFeatures } from './describe-page.ts'
import { shiftsFromFlat } from './grow-bend.ts'
import { flatBend, type MatchedPlace, type Sheet } from './sheet.ts'
import { agreeingOn, matchedPlaces, THRESHOLD_PX, type VerifiedPage } from './verify-page.ts'

/**
 * A folded or crumpled sheet shows many pieces, each nearly flat and each by a view of its own. The view that most features agree on is the
 * largest piece's; what it leaves over is asked for the next one's, and so on. All of them together tell how the paper lies.
 */

/** Creased paper lies off its largest flat piece's plane by this share of the picture. */
const FOLDED_SHARE = 0.08
/** Fewer matches agree by chance. */
const FEWEST_IN_PIECE = 9
const MOST_PIECES = 16
/** The pieces beyond the first hold at least so many times as many matches as that; else the sheet is flat, or bends smoothly. */
const LEAST_BEYOND = 0.2
/** Paper does not tear: two places of it this far apart, or nearer, are off the flat page alike but for so much, and more the farther apart they are. Millimetres. */
const JOIN_MM = 2
const JOIN_SLOPE = 0.4
/** Of a piece's places so many must join those of others. A like line higher up or farther down does not. */
const LEAST_JOINED = 0.5
/** Knots close enough to follow creases, and paper that is expected to have them. */
const CREASED = { spacing: 12, bend: 1.5, doubt: 3, rounds: 6 } as const

type Piece = readonly ShiftMeasurement[]

const joins = (piece: Piece, joined: Piece): boolean => {
  const near = piece.filter(({ x, y, dx, dy }) => {
    let [nearest, miss] = [Infinity, Infinity]
    for (const other of joined) {
      const distance = Math.hypot(other.x - x, other.y - y)
      if (distance >= nearest) continue
      nearest = distance
      miss = Math.hypot(other.dx - dx, other.dy - dy)
    }
    return miss <= JOIN_MM + JOIN_SLOPE * nearest
  })
  return near.length >= LEAST_JOINED * piece.length
}

/** The first piece, and all that join it or one another. */
const joinedTo = ([first, ...others]: readonly Piece[]): Piece => {
  let joined = [...first]
  let left = others
  for (;;) {
    const next = left.filter((piece) => joins(piece, joined))
    if (next.length === 0) return joined
    joined = [...joined, ...next.flat()]
    left = left.filter((piece) => !next.includes(piece))
  }
}

/** The places of each piece of the page: first those that agree with the view, and then, the largest first, what they leave over. */
const piecesOf = (
  page: PageFeatures,
  picture: Features,
  shrink: number,
  { view }: VerifiedPage,
): MatchedPlace[][] => {
  const reachPx = FOLDED_SHARE * longEdge(picture)
  const matches = guidedMatches(page.features, picture, view, { reachPx })
  const pairs = pairFeatures(page.features, picture, matches)
  const pieces: Match[][] = []
  let left = matches
  const takeOut = (agrees: (k: number) => boolean): void => {
    const agreed = left.map((_, k) => agrees(k))
    pieces.push(left.filter((_, k) => agreed[k]))
    left = left.filter((_, k) => !agreed[k])
  }
  takeOut((k) => missPx(view, pairs, k) <= THRESHOLD_PX)
  while (pieces.length < MOST_PIECES && left.length >= FEWEST_IN_PIECE) {
    const fit = agreeingOn(page, picture, left)
    if (fit === null || fit.count < FEWEST_IN_PIECE) break
    const agreed = new Set(fit.inliers)
    takeOut((k) => agreed.has(k))
  }
  return pieces.map((piece) => matchedPlaces(page, picture, shrink, piece))
}

/** How a page lies that was folded or crumpled; null where it shows no creases. */
export const foldedSheet = (
  page: PageFeatures,
  picture: Features,
  shrink: number,
  verified: VerifiedPage,
  [widthMm, heightMm]: readonly [number, number],
): Sheet | null => {
  const pieces = piecesOf(page, picture, shrink, verified)
  if (pieces.length < 2) return null
  const { homography } = verified
  const joined = joinedTo(pieces.map((piece) => shiftsFromFlat(piece, homography)))
  if (joined.length < (1 + LEAST_BEYOND) * pieces[0].length) return null
  return {
    homography,
    rest: fitSplineField(widthMm, heightMm, joined, CREASED),
    bend: flatBend([widthMm, heightMm]),
  }
}
