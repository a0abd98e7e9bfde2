import type { PageLayout, WordPlace } from '../../shared/mark/layout.ts'
import { headOf } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'
import { WORD_SHIFT_SHARE } from './word-shift-share.ts'

/**
 * Programs lay type out on whole pixels of a screen, and viewers set it on whole ones: of words half of which moved up from such a line and half down every
 * other one stood a pixel higher (Chromium's PDFs in poppler, at 100 and 200 %). So words of text stay on their line by one sign, or all but, as numbers
 * are rounded, and go below it by the other.
 */
const HAIR_MM = 0.003

/** How far a word moves each way across its line, mm, and how far below its line the middle of its two places lies. */
export const acrossOf = (
  { wordAcrossMm }: Pick<PageLayout, 'wordAcrossMm'>,
  { across, picture }: WordPlace,
): { readonly reach: number; readonly middle: number } => {
  const reach = Math.min(wordAcrossMm, WORD_SHIFT_SHARE.across * across)
  // What a picture shows is moved by any part of a pixel.
  return { reach, middle: picture === undefined ? reach + HAIR_MM : 0 }
}

/**
 * For each word its displacement along and across the reading direction, in millimetres; what is not seen stays. What is smaller than the page's
 * usual type moves less than the page's words do, and counts for less in a trace.
 */
export const shiftWords = (layout: PageLayout, packed: Uint8Array): Float64Array => {
  const shifts = new Float64Array(2 * layout.words.length)
  layout.words.forEach((word, k) => {
    if (word.unseen) return
    const { reach, middle } = acrossOf(layout, word)
    shifts[2 * k] = signAt(packed, 2 * k) * Math.min(layout.wordAlongMm, WORD_SHIFT_SHARE.along * word.across)
    shifts[2 * k + 1] = middle + signAt(packed, 2 * headOf(layout.words, k) + 1) * reach
  })
  return shifts
}
