import type { Plane } from '../../shared/maths/plane.ts'
import { newPlane } from '../../shared/maths/plane.ts'
import type { Picture } from './picture.ts'

/** Luma of sRGB-coded values with the weights of ITU-R BT.709, 0..255. */
export const luma = ({ width, height, rgb }: Picture): Plane => {
  const plane = newPlane(width, height)
  for (let i = 0, at = 0; i < plane.data.length; i++, at += 3) {
    plane.data[i] = 0.2126 * rgb[at] + 0.7152 * rgb[at + 1] + 0.0722 * rgb[at + 2]
  }
  return plane
}
