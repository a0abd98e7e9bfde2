import type { PageLayout } from '../../shared/mark/layout.ts'
import { headOf } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'
import { WORD_SHIFT_SHARE } from './word-shift-share.ts'

/**
 * For each word its displacement along and across the reading direction, in millimetres; what is not seen stays. What is smaller than the page's
 * usual type moves less than the page's words do, and counts for less in a trace.
 */
export const shiftWords = (layout: PageLayout, packed: Uint8Array): Float64Array => {
  const shifts = new Float64Array(2 * layout.words.length)
  layout.words.forEach(({ across, unseen }, k) => {
    if (unseen) return
    shifts[2 * k] = signAt(packed, 2 * k) * Math.min(layout.wordAlongMm, WORD_SHIFT_SHARE.along * across)
    shifts[2 * k + 1] =
      signAt(packed, 2 * headOf(layout.words, k) + 1) *
      Math.min(layout.wordAcrossMm, WORD_SHIFT_SHARE.across * across)
  })
  return shifts
}
