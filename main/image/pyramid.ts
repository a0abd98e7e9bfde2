import type { Plane } from '../../shared/maths/plane.ts'
import { shrinkSmoothly } from './resize-plane.ts'

/**
 * A picture at full size and shrunk again and again by the root of two, so that any scale can be read without blurring all of
 * it anew. Levels are made when they are first asked for.
 */
export interface Pyramid {
  readonly full: Plane
  /** The smallest level that is not smaller than the full size shrunk `shrinkage` times. */
  readonly level: (shrinkage: number) => Plane
}

const SMALLEST_EDGE_PX = 64

const firstLevel = (full: Plane): Plane =>
  shrinkSmoothly(full, Math.round(full.width * Math.SQRT1_2), Math.round(full.height * Math.SQRT1_2))

const half = (plane: Plane): Plane => shrinkSmoothly(plane, plane.width >> 1, plane.height >> 1)

export const pyramidOf = (full: Plane): Pyramid => {
  const levels: Plane[] = [full]
  const deepest = Math.max(0, Math.floor(2 * Math.log2(Math.min(full.width, full.height) / SMALLEST_EDGE_PX)))
  const make = (k: number): Plane => (k === 1 ? firstLevel(full) : half(at(k - 2)))
  const at = (k: number): Plane => (levels[k] ??= make(k))
  // A hair of tolerance: a shrinkage that comes out as 1.99999 means 2.
  return {
    full,
    level: (shrinkage) => at(Math.max(0, Math.min(deepest, Math.floor(2 * Math.log2(shrinkage) + 1e-3)))),
  }
}
