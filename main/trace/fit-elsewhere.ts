import { multiplyHomography, translation, type Point } from '../../shared/maths/geometry.ts'
import { resizeOriginal } from './align.ts'
import { likeness } from './fit-as-whole.ts'
import type { LibraryPage } from './library.ts'
import type { Straightened } from './rectify.ts'
import { flatBend, type Sheet } from './sheet.ts'

/**
 * A form of equal parts, or a slip and its counterfoil, may lie in more than one place on a picture that shows a piece of it: the original is
 * the same there, and what tells the places apart is the copy's own. So each is one more way of laying the page, found by the original alone.
 */

/** The piece that the picture shows: so much about each place that agrees with it, millimetres. */
const PATCH_MM = 8
/** First the whole page is asked, from afar and by every so many pixels, then what was found, from near by. */
const AFAR = { pxPerMm: 0.8, every: 3, least: 0.6 } as const
const NEAR = { pxPerMm: 3, every: 7, least: 0.8, searchPx: 2, sift: 29, sifted: 4 } as const
/** Farther off than an alignment finds by itself, millimetres. */
const LEAST_MOVE_MM = 6
/** Of the piece's places so many must lie on the page when it is moved. */
const LEAST_ON_PAGE = 0.9
const MOST_ELSEWHERE = 12

/** The original as if the picture showed just the piece of it that agrees with the picture. */
const pieceOf = (page: LibraryPage, agreed: readonly Point[], pxPerMm: number): Straightened => {
  const plane = resizeOriginal(page.original(), page.layout, pxPerMm)
  const { width, height } = plane
  const inside = new Uint8Array(width * height)
  const from = (mm: number): number => Math.max(0, Math.floor((mm - PATCH_MM) * pxPerMm))
  const to = (mm: number, size: number): number => Math.min(size, Math.ceil((mm + PATCH_MM) * pxPerMm))
  for (const { x, y } of agreed)
    for (let row = from(y); row < to(y, height); row++)
      inside.fill(1, row * width + from(x), row * width + to(x, width))
  return { plane, inside, pxPerMm }
}

/** How like the piece the original is so far from it, pixels. */
const likenessAt = (piece: Straightened, dx: number, dy: number, every: number): number =>
  likeness(piece.plane, piece, { dx: -dx, dy: -dy }, every)

/**
 * Moves along one side of the page, millimetres, by which the piece comes again as seen from afar, nothing moved among them.
 * @param staysOn whether a move leaves the piece on the page
 */
const repeatsAlong = (
  mm: number,
  staysOn: (move: number) => boolean,
  likenessBy: (px: number) => number,
): number[] => {
  const most = Math.floor(mm * AFAR.pxPerMm)
  const moves = Array.from({ length: 2 * most + 1 }, (_, k) => (k - most) / AFAR.pxPerMm)
  const mayBe = moves.map((move) => Math.abs(move) >= LEAST_MOVE_MM && staysOn(move))
  const likenesses = moves.map((_, k) =>
    mayBe[k - 1] || mayBe[k] || mayBe[k + 1] ? likenessBy(k - most) : 0,
  )
  const tops = likenesses.flatMap((likeness, k) => {
    const isTop = likeness >= Math.max(likenesses[k - 1] ?? 0, likenesses[k + 1] ?? 0)
    return isTop && likeness >= AFAR.least && mayBe[k] ? [{ move: moves[k], likeness }] : []
  })
  tops.sort((a, b) => b.likeness - a.likeness)
  return [0, ...tops.slice(0, MOST_ELSEWHERE).map(({ move }) => move)]
}

/** Whether the piece comes again at a move along both sides, as seen from afar: there the original is as like there as where it is moved along one. */
const repeatsAt = (afar: Straightened, { x, y }: Point): boolean => {
  const [dx, dy] = [Math.round(x * AFAR.pxPerMm), Math.round(y * AFAR.pxPerMm)]
  for (let v = dy - 1; v <= dy + 1; v++)
    for (let u = dx - 1; u <= dx + 1; u++) if (likenessAt(afar, u, v, AFAR.every) >= AFAR.least) return true
  return false
}

interface Repeat {
  readonly move: Point
  readonly likeness: number
}

/** The best, from near by, about a move that was found from afar: sifted by few pixels, and the likeliest compared by more. */
const lookNear = (piece: Straightened, { x, y }: Point): Repeat => {
  const { pxPerMm } = piece
  const about = Array.from({ length: 2 * NEAR.searchPx + 1 }, (_, k) => k - NEAR.searchPx)
  const [best] = about
    .flatMap((v) => about.map((u) => [Math.round(x * pxPerMm) + u, Math.round(y * pxPerMm) + v] as const))
    .map(([dx, dy]) => ({ dx, dy, likeness: likenessAt(piece, dx, dy, NEAR.sift) }))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, NEAR.sifted)
    .map(({ dx, dy }) => ({
      move: { x: dx / pxPerMm, y: dy / pxPerMm },
      likeness: likenessAt(piece, dx, dy, NEAR.every),
    }))
    .sort((a, b) => b.likeness - a.likeness)
  return best
}

/**
 * Where else a page that lies so may lie: nowhere, if its own edges were seen. Of more places than are tried those most alike are.
 * @param agreed places of the page, mm, that agree with the picture
 */
export const fitElsewhere = (page: LibraryPage, sheet: Sheet, agreed: readonly Point[]): Sheet[] => {
  if (sheet.edges !== undefined && sheet.edges.length > 0) return []
  const { widthMm, heightMm } = page.layout
  const afar = pieceOf(page, agreed, AFAR.pxPerMm)
  const staysOn = (move: Point): boolean => {
    const on = agreed.filter(({ x, y }) => {
      const [u, v] = [x + move.x, y + move.y]
      return u >= 0 && v >= 0 && u <= widthMm && v <= heightMm
    })
    return on.length >= LEAST_ON_PAGE * agreed.length
  }
  const across = repeatsAlong(
    widthMm,
    (x) => staysOn({ x, y: 0 }),
    (px) => likenessAt(afar, px, 0, AFAR.every),
  )
  const along = repeatsAlong(
    heightMm,
    (y) => staysOn({ x: 0, y }),
    (px) => likenessAt(afar, 0, px, AFAR.every),
  )
  const moves = along
    .flatMap((y) => across.map((x): Point => ({ x, y })))
    .slice(1)
    .filter((move) => staysOn(move) && repeatsAt(afar, move))
  if (moves.length === 0) return []
  const near = pieceOf(page, agreed, NEAR.pxPerMm)
  return moves
    .map((move) => lookNear(near, move))
    .filter(({ likeness }) => likeness >= NEAR.least)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_ELSEWHERE)
    .map(({ move }) => ({
      // What lies there now is the page's part that the move leads to; how that part is bent is measured anew.
      homography: multiplyHomography(sheet.homography, translation(-move.x, -move.y)),
      bend: flatBend([widthMm, heightMm]),
    }))
}
