import type { Plane } from '../../shared/maths/plane.ts'
import { resizePlane } from './resize-plane.ts'

/** A picture at full size and halved again and again, so that any scale can be read without blurring all of it anew. */
export interface Pyramid {
  /** Full size first. */
  readonly levels: readonly Plane[]
}

const SMALLEST_EDGE_PX = 64

export const pyramidOf = (plane: Plane): Pyramid => {
  const levels = [plane]
  for (let last = plane; Math.min(last.width, last.height) >= 2 * SMALLEST_EDGE_PX;) {
    last = resizePlane(last, last.width >> 1, last.height >> 1)
    levels.push(last)
  }
  return { levels }
}

/** The smallest level that is not smaller than the full size shrunk `shrinkage` times. */
export const levelFor = ({ levels }: Pyramid, shrinkage: number): Plane =>
  levels[Math.max(0, Math.min(levels.length - 1, Math.floor(Math.log2(Math.max(1, shrinkage)))))]
