import type { WordPlace } from '../../shared/mark/layout.ts'
import type { GreyRaster, PageGeometry } from '../document/document.ts'
import type { WordViews } from './page-views.ts'
import { planScale } from './raster-scale.ts'
import { pixelsOf } from './word-pixels.ts'

/** Levels of 255 by which a pixel must differ for a word to be seen there. */
const LEAST_STEP = 8

/**
 * For each word whether the page looks the same without it: text that lies beneath a scan's picture so that it can be searched,
 * or is as light as its ground. Nothing in a picture of the page, which is read in grey, tells where such a word stands.
 * @param page and `wordless`, the page without its words
 * @throws RangeError where these differ in size
 */
export const unseenWords = (
  words: readonly WordPlace[],
  page: GreyRaster,
  wordless: GreyRaster,
  widthMm: number,
): readonly boolean[] => {
  const { width, height, data } = page
  if (wordless.width !== width || wordless.height !== height)
    throw new RangeError('a page without its words is not of its size')
  const pixelsPerMm = width / widthMm
  const shows = (word: WordPlace): boolean => {
    const { left, top, right, bottom } = pixelsOf(word, page, pixelsPerMm)
    for (let y = top; y < bottom; y++)
      for (let at = y * width + left; at < y * width + right; at++)
        if (Math.abs(data[at] - wordless.data[at]) >= LEAST_STEP) return true
    return false
  }
  return words.map((word) => !shows(word))
}

/** The same of any boxes on the page of this number. */
export const unseenBoxes = (
  boxes: readonly WordPlace[],
  number: number,
  { widthMm, heightMm }: Pick<PageGeometry, 'widthMm' | 'heightMm'>,
  { render, wordless }: WordViews,
): readonly boolean[] => {
  if (boxes.length === 0) return []
  const scale = planScale(widthMm, heightMm)
  return unseenWords(boxes, render(number, scale), wordless(number, scale), widthMm)
}
