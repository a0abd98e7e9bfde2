import type { Medium, PageLayout } from '../../shared/mark/layout.ts'
import { signAt } from '../../shared/mark/signs.ts'
import type { Overlay } from '../document/document.ts'

/** A copy that is read on screen alone has dots only for the case that somebody prints it. */
export const dotLayer = (medium: Medium): 'always' | 'print-only' =>
  medium === 'screen' ? 'print-only' : 'always'

/** Coordinates are whole hundredths of a millimetre: half the bytes of decimals. */
const PER_MM = 100

/**
 * The page's dots as small filled squares: of a square, a circle and a zero-length stroke with round caps
 * it takes the fewest bytes, and no renderer widens it to a whole pixel as some do with strokes. Black: a printer
 * would screen a grey, with gaps as wide as a dot.
 */
export const drawDots = (layout: PageLayout, packed: Uint8Array, medium: Medium): Overlay => {
  const side = Math.round(layout.dotDiameterMm * PER_MM)
  const squares = layout.dots.map((dot, i) => {
    const sign = signAt(packed, i)
    const x = Math.round((dot.x + sign * dot.dx) * PER_MM - side / 2)
    const y = Math.round((dot.y + sign * dot.dy) * PER_MM - side / 2)
    return { x, y }
  })
  // In reading order the file's compression finds more that repeats, and drawing order gives no hint of the plan.
  squares.sort((p, q) => p.y - q.y || p.x - q.x)
  const path = squares.map(({ x, y }) => `${x} ${y} ${side} ${side} re`).join('\n')
  return {
    operators: `q ${1 / PER_MM} 0 0 ${1 / PER_MM} 0 0 cm 0 g\n${path}\nf Q`,
    layer: dotLayer(medium),
  }
}
