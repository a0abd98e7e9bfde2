import type { PageLayout } from '../../shared/mark/layout.ts'
import { textResiduals } from '../../shared/mark/place-marks.ts'
import { readText } from '../../shared/mark/read-text.ts'
import type { RenderedChar } from '../document/document.ts'

/** The signs that a copy's page gives to whoever extracts its text; 0 where no mark was found. */
export const measureText = ({ text }: PageLayout, chars: readonly RenderedChar[]): Float32Array => {
  const read = readText(chars.map(({ code }) => (code > 0 ? String.fromCodePoint(code) : '')).join(''))
  return textResiduals([text], read)[0]
}
