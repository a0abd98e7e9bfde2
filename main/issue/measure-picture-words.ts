import type { PageLayout, WordPlace } from '../../shared/mark/layout.ts'
import type { GreyRaster } from '../document/document.ts'
import { shareOfPlan } from './measure-words.ts'
import { pixelsOf } from './word-pixels.ts'

/** Less structure than that of one plain edge tells nothing of where a word stands. */
const LEAST_STRUCTURE = 2000

/**
 * How far what a box of the original shows has gone, in pixels, by least squares on brightness and its gradient (Lucas and Kanade 1981);
 * null where it shows too little.
 */
const shiftOf = (
  word: WordPlace,
  pixelsPerMm: number,
  original: GreyRaster,
  copy: GreyRaster,
): readonly [number, number] | null => {
  const { width, data } = original
  // Gradients take the neighbours.
  const { left, top, right, bottom } = pixelsOf(word, original, pixelsPerMm, { edge: 1 })
  let xx = 0
  let xy = 0
  let yy = 0
  let xt = 0
  let yt = 0
  for (let row = top; row < bottom; row++) {
    for (let at = row * width + left; at < row * width + right; at++) {
      // The gradient halfway between the two, which is where the difference is taken.
      const gx = (data[at + 1] - data[at - 1] + copy.data[at + 1] - copy.data[at - 1]) / 4
      const gy = (data[at + width] - data[at - width] + copy.data[at + width] - copy.data[at - width]) / 4
      const t = data[at] - copy.data[at]
      xx += gx * gx
      xy += gx * gy
      yy += gy * gy
      xt += gx * t
      yt += gy * t
    }
  }
  const determinant = xx * yy - xy * xy
  if (Math.min(xx, yy) < LEAST_STRUCTURE || determinant <= 0.01 * xx * yy) return null
  return [(yy * xt - xy * yt) / determinant, (xx * yt - xy * xt) / determinant]
}

export interface PictureWordMeasure {
  /** Displacements as shares of the planned ones, two per word of the layout; 0 for text, and where nothing can be told. */
  readonly residuals: Float32Array
  readonly measured: number
}

/** Displacements of what a page's pictures show, in the order of the layout's signs. */
export const measurePictureWords = (
  layout: PageLayout,
  original: GreyRaster,
  copy: GreyRaster,
): PictureWordMeasure => {
  const residuals = new Float32Array(2 * layout.words.length)
  const pixelsPerMm = original.width / layout.widthMm
  let measured = 0
  layout.words.forEach((word, k) => {
    if (word.picture === undefined) return
    const shift = shiftOf(word, pixelsPerMm, original, copy)
    if (shift === null) return
    measured += 2
    const planned = [layout.wordAlongMm, layout.wordAcrossMm]
    for (const axis of [0, 1]) {
      residuals[2 * k + axis] = shareOfPlan(shift[axis] / pixelsPerMm / planned[axis])
    }
  })
  return { residuals, measured }
}
