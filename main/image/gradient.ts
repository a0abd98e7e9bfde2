import type { Plane } from '../../shared/maths/plane.ts'
import { newPlane } from '../../shared/maths/plane.ts'

/** Slope per pixel along x and y by central differences, one-sided at the edges. */
export const gradient = (plane: Plane): { readonly gx: Plane; readonly gy: Plane } => {
  const { width, height, data } = plane
  const gx = newPlane(width, height)
  const gy = newPlane(width, height)
  for (let y = 0; y < height; y++) {
    const above = Math.max(0, y - 1)
    const below = Math.min(height - 1, y + 1)
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - 1)
      const right = Math.min(width - 1, x + 1)
      const at = y * width + x
      if (right > left) gx.data[at] = (data[y * width + right] - data[y * width + left]) / (right - left)
      if (below > above) gy.data[at] = (data[below * width + x] - data[above * width + x]) / (below - above)
    }
  }
  return { gx, gy }
}
