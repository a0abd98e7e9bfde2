import type { Homography } from '../../shared/maths/geometry.ts'
import { localAffine } from './local-view.ts'
import type { PointPairs } from './point-pairs.ts'

/** A page fills between a twentieth and twenty times the pixels it has in the other picture. */
const MAX_SCALE = 20
/** Most that the scale may differ from one end of the matched area to the other. */
const MAX_SCALE_CHANGE = 6
/** Most that one direction may be shrunk against the other: a page seen at 80 degrees. */
const MAX_STRETCH = 6

/** Local scale and stretch of the map at a point, or null where it folds over or is mirrored. */
const localShape = (h: Homography, x: number, y: number) => {
  const local = localAffine(h, x, y)
  if (local === null) return null
  const { xx, xy, yx, yy, area } = local
  const half = (xx * xx + xy * xy + yx * yx + yy * yy) / (2 * area)
  return { scale: Math.sqrt(area), stretch: half + Math.sqrt(Math.max(0, half * half - 1)) }
}

/**
 * Whether the map could be a view of a sheet over the box of the pairs whose weight is above zero: no fold,
 * no mirror, no absurd scale or slant.
 */
export const isPlausibleView = (h: Homography, pairs: PointPairs, weights: Float64Array): boolean => {
  let left = Infinity
  let right = -Infinity
  let top = Infinity
  let bottom = -Infinity
  for (let i = 0; i < pairs.count; i++) {
    if (!(weights[i] > 0)) continue
    left = Math.min(left, pairs.srcX[i])
    right = Math.max(right, pairs.srcX[i])
    top = Math.min(top, pairs.srcY[i])
    bottom = Math.max(bottom, pairs.srcY[i])
  }
  if (!(right > left && bottom > top)) return false
  let least = Infinity
  let most = 0
  for (const x of [left, right]) {
    for (const y of [top, bottom]) {
      const shape = localShape(h, x, y)
      if (!shape || shape.stretch > MAX_STRETCH) return false
      least = Math.min(least, shape.scale)
      most = Math.max(most, shape.scale)
    }
  }
  return least > 1 / MAX_SCALE && most < MAX_SCALE && most < MAX_SCALE_CHANGE * least
}
