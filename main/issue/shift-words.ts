import type { PageLayout } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'

/** For each word its displacement along and across the reading direction, in millimetres. */
export const shiftWords = (layout: PageLayout, packed: Uint8Array): Float64Array => {
  const shifts = new Float64Array(2 * layout.words.length)
  for (let k = 0; k < layout.words.length; k++) {
    shifts[2 * k] = signAt(packed, 2 * k) * layout.wordAlongMm
    shifts[2 * k + 1] = signAt(packed, 2 * k + 1) * layout.wordAcrossMm
  }
  return shifts
}
