import { gaussianBlur } from '../../main/image/gaussian-blur.ts'
import { sampleCubic } from '../../main/image/sample-plane.ts'
import { mapHomography, type Homography } from '../../shared/maths/geometry.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'

/** A view of `src`, black where it does not reach: `h` takes the view's pixels to those of `src`, nowhere near its horizon. */
export const warpByHomography = (src: Plane, h: Homography, width: number, height: number): Plane => {
  const middle = mapHomography(h, width / 2, height / 2)
  const beside = mapHomography(h, width / 2 + 1, height / 2)
  const shrink = Math.hypot(beside.x - middle.x, beside.y - middle.y)
  const source = gaussianBlur(src, shrink > 1 ? 0.5 * Math.sqrt(shrink * shrink - 1) : 0)
  const view = newPlane(width, height)
  for (let k = 0; k < view.data.length; k++) {
    const { x, y } = mapHomography(h, k % width, Math.floor(k / width))
    const inside = x >= -0.5 && y >= -0.5 && x <= src.width - 0.5 && y <= src.height - 0.5
    if (inside) view.data[k] = sampleCubic(source, x, y)
  }
  return view
}
