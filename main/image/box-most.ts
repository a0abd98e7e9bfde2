import { newPlane, type Plane } from '../../shared/maths/plane.ts'

/** Largest value of the square of `radius` pixels around every pixel, cut off at the plane's edges. */
export const boxMost = ({ width, height, data }: Plane, radius: number): Plane => {
  const rows = newPlane(width, height)
  const most = newPlane(width, height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = -Infinity
      for (let i = Math.max(0, x - radius); i <= Math.min(width - 1, x + radius); i++)
        value = Math.max(value, data[y * width + i])
      rows.data[y * width + x] = value
    }
  }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let value = -Infinity
      for (let j = Math.max(0, y - radius); j <= Math.min(height - 1, y + radius); j++)
        value = Math.max(value, rows.data[j * width + x])
      most.data[y * width + x] = value
    }
  }
  return most
}
