import type { WordPlace } from '../../shared/mark/layout.ts'
import { halfExtents } from '../../shared/mark/layout.ts'
import type { BoxMove } from '../document/document.ts'

/** How many of a layout's words are text; those that pictures show come after them. */
export const textWords = (words: readonly WordPlace[]): number => {
  const first = words.findIndex(({ picture }) => picture !== undefined)
  return first < 0 ? words.length : first
}

/**
 * What is moved in each of a page's pictures.
 * @param shifts along and down for each word, in millimetres; what pictures show is not turned
 */
export const movesInPictures = (
  words: readonly WordPlace[],
  shifts: Float64Array,
): ReadonlyMap<number, readonly BoxMove[]> => {
  const moves = new Map<number, BoxMove[]>()
  words.forEach((word, k) => {
    if (word.picture === undefined) return
    const [halfX, halfY] = halfExtents(word)
    const box = [word.x - halfX, word.y - halfY, word.x + halfX, word.y + halfY] as const
    const move: BoxMove = { box, shiftMm: [shifts[2 * k], shifts[2 * k + 1]] }
    const own = moves.get(word.picture)
    if (own) own.push(move)
    else moves.set(word.picture, [move])
  })
  return moves
}
