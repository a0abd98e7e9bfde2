import { halfExtents, type WordPlace } from '../../shared/mark/layout.ts'
import type { GreyRaster } from '../document/document.ts'

/** Columns from `left` to before `right`, rows from `top` to before `bottom`. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The pixels of a raster that a word's box touches, and so many millimetres around it; none within `edge` pixels of the raster's edge. */
export const pixelsOf = (
  word: WordPlace,
  { width, height }: GreyRaster,
  pixelsPerMm: number,
  { aroundMm = 0, edge = 0 } = {},
): PixelBox => {
  const [halfX, halfY] = halfExtents(word).map((half) => half + aroundMm)
  return {
    left: Math.max(edge, Math.floor((word.x - halfX) * pixelsPerMm)),
    top: Math.max(edge, Math.floor((word.y - halfY) * pixelsPerMm)),
    right: Math.min(width - edge, Math.ceil((word.x + halfX) * pixelsPerMm)),
    bottom: Math.min(height - edge, Math.ceil((word.y + halfY) * pixelsPerMm)),
  }
}
