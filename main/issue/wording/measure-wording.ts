import { foldWording } from '../../../shared/mark/fold-wording.ts'
import type { PageLayout } from '../../../shared/mark/layout.ts'
import { wordingResiduals } from '../../../shared/mark/read-wording.ts'
import { charsText } from '../../document/chars-text.ts'
import type { RenderedChar } from '../../document/document.ts'

/** What whoever extracts a page's text reads of its wordings; 0 where neither was found. */
export const measureWording = (
  { wording }: Pick<PageLayout, 'wording'>,
  chars: readonly RenderedChar[],
): Float32Array => {
  return wordingResiduals([wording], foldWording(charsText(chars)))[0]
}
