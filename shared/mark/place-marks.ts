import type { TextLayout } from './layout.ts'
import type { ReadText } from './read-text.ts'
import { SIGNS_PER_MARK } from './text-marks.ts'

/** Fewer letters around a mark could be anywhere, unless they are all there is. */
const FEWEST_LETTERS = 16
/** Longer agreement tells no more. */
const MOST_LETTERS = 5000

/** How many letters agree before `at` and `from`, and from there on. */
const agreement = (text: string, at: number, passage: string, from: number): number => {
  const before = Math.min(at, from, MOST_LETTERS)
  let back = 0
  while (back < before && text.charCodeAt(at - 1 - back) === passage.charCodeAt(from - 1 - back)) back++
  // Most places end here: the letter before the mark is another.
  if (back === 0 && before > 0) return 0
  const beyond = Math.min(text.length - at, passage.length - from, MOST_LETTERS)
  let on = 0
  while (on < beyond && text.charCodeAt(at + on) === passage.charCodeAt(from + on)) on++
  return back + on
}

/**
 * The place of each mark of a passage, by the letters around it and by nothing else: what the marks say takes no part. -1 where
 * no place fits, or several do as well.
 */
const placesOf = (text: string, afters: readonly number[], { letters, marks }: ReadText): number[] => {
  const enough = Math.min(FEWEST_LETTERS, letters.length)
  return marks.map(({ after }) => {
    let best = -1
    let most = 0
    let tied = false
    afters.forEach((at, place) => {
      const agreed = agreement(text, at, letters, after)
      if (agreed < enough || agreed < most) return
      tied = agreed === most
      most = agreed
      best = place
    })
    return tied ? -1 : best
  })
}

/** Where on a document's pages a mark stands: the page, and which of its places; null where none can be told. */
export type MarkPlace = { readonly page: number; readonly place: number } | null

/** Of each mark of a passage, the place that it was made for. `pages` may lack a text layer. */
export const placeMarks = (
  pages: readonly (TextLayout | undefined)[],
  passage: ReadText,
): readonly MarkPlace[] => {
  if (passage.marks.length === 0) return []
  const owners: { readonly page: number; readonly place: number }[] = []
  const afters: number[] = []
  let start = 0
  pages.forEach((page, index) => {
    page?.places.forEach(({ after }, place) => {
      owners.push({ page: index, place })
      afters.push(start + after)
    })
    start += page?.letters.length ?? 0
  })
  const text = pages.map((page) => page?.letters ?? '').join('')
  return placesOf(text, afters, passage).map((found) => (found < 0 ? null : owners[found]))
}

/**
 * What a passage says of every sign of a document's pages: +1 or -1, less where a place was found twice with different marks, 0
 * where none was found. `pages` may lack a text layer.
 */
export const textResiduals = (
  pages: readonly (TextLayout | undefined)[],
  passage: ReadText,
): Float32Array[] => {
  const sums = pages.map((page) => new Float32Array(SIGNS_PER_MARK * (page?.places.length ?? 0)))
  const times = new Map<string, number>()
  placeMarks(pages, passage).forEach((found, k) => {
    if (found === null) return
    const { page, place } = found
    const key = `${page}/${place}`
    const count = (times.get(key) ?? 0) + 1
    times.set(key, count)
    passage.marks[k].signs.forEach((sign, bit) => {
      const at = SIGNS_PER_MARK * place + bit
      sums[page][at] += (sign - sums[page][at]) / count
    })
  })
  return sums
}
