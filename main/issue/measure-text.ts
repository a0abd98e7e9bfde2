import type { PageLayout } from '../../shared/mark/layout.ts'
import { textResiduals } from '../../shared/mark/place-marks.ts'
import { readText } from '../../shared/mark/read-text.ts'
import { charsText } from '../document/chars-text.ts'
import type { RenderedChar } from '../document/document.ts'

/** The signs that a copy's page gives to whoever extracts its text; 0 where no mark was found. */
export const measureText = ({ text }: PageLayout, chars: readonly RenderedChar[]): Float32Array => {
  const read = readText(charsText(chars))
  return textResiduals([text], read)[0]
}
