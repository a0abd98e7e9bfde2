import type { GreyRaster } from '../../main/document/document.ts'
import { blurPlane } from '../leak/blur.ts'
import { LINEAR_OF_CODE } from '../leak/tone.ts'

/** By what the light that a page throws back is multiplied where marks lie on it. */
export interface ToneRatio {
  readonly width: number
  readonly height: number
  readonly pxPerMm: number
  readonly ratio: Float32Array
}

/** Toner is not black: without this, marks on ink would count for too much. */
const TONER_FLOOR = 0.04

/**
 * Of a marked page, its words unmoved, to the original; blurred as the camera blurs what it sees.
 * @param blurMm standard deviation of the camera's blur, on the page
 */
export const toneRatio = (
  marked: GreyRaster,
  original: GreyRaster,
  pxPerMm: number,
  blurMm: number,
): ToneRatio => {
  const { width, height } = original
  const ratio = new Float32Array(width * height)
  for (let i = 0; i < ratio.length; i += 1) {
    ratio[i] =
      (LINEAR_OF_CODE[marked.data[i]] + TONER_FLOOR) / (LINEAR_OF_CODE[original.data[i]] + TONER_FLOOR)
  }
  blurPlane(ratio, width, height, blurMm * pxPerMm)
  return { width, height, pxPerMm, ratio }
}

/** Bilinear; page millimetres. */
export const ratioAt = ({ width, height, pxPerMm, ratio }: ToneRatio, x: number, y: number): number => {
  const u = Math.min(width - 1.001, Math.max(0, x * pxPerMm - 0.5))
  const v = Math.min(height - 1.001, Math.max(0, y * pxPerMm - 0.5))
  const [i, j] = [u | 0, v | 0]
  const at = j * width + i
  const top = ratio[at] + (u - i) * (ratio[at + 1] - ratio[at])
  const low = ratio[at + width] + (u - i) * (ratio[at + width + 1] - ratio[at + width])
  return top + (v - j) * (low - top)
}
