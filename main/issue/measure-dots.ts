import type { PageLayout } from '../../shared/mark/layout.ts'
import { median } from '../../shared/maths/statistics.ts'
import type { GreyRaster } from '../document/document.ts'
import { DOT_DIAMETER_MM } from './place-dots.ts'

/** Less than half the way between a usual dot's two places, so that the two do not share pixels. */
const WINDOW_MM = 0.32

/**
 * A glyph drawn a pixel aside changes a place by ten dots' worth and would outweigh them all. Nothing counts for more than
 * so many times what is usual on the page.
 */
const MOST_TIMES_USUAL = 2

/** For each dot how much darker its positive place became than its negative one. */
export const dotResiduals = (layout: PageLayout, original: GreyRaster, copy: GreyRaster): Float32Array => {
  const pixelsPerMm = original.width / layout.widthMm
  const windowMm = WINDOW_MM * (layout.dotDiameterMm / DOT_DIAMETER_MM)
  const darkening = (xMm: number, yMm: number): number => {
    const [x, y, reach] = [xMm * pixelsPerMm, yMm * pixelsPerMm, windowMm * pixelsPerMm]
    let sum = 0
    for (let v = Math.max(0, Math.floor(y - reach)); v <= Math.min(original.height - 1, y + reach); v++) {
      for (let u = Math.max(0, Math.floor(x - reach)); u <= Math.min(original.width - 1, x + reach); u++) {
        const distance = Math.hypot(u + 0.5 - x, v + 0.5 - y) / reach
        const at = v * original.width + u
        if (distance < 1) sum += (1 - distance * distance) * (original.data[at] - copy.data[at])
      }
    }
    return sum
  }
  const residuals = Float32Array.from(
    layout.dots,
    ({ x, y, dx, dy }) => darkening(x + dx, y + dy) - darkening(x - dx, y - dy),
  )
  const most = MOST_TIMES_USUAL * median(residuals.map(Math.abs))
  return residuals.map((r) => Math.max(-most, Math.min(most, r)))
}
