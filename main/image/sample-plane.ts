import type { Plane } from '../../shared/maths/plane.ts'
import { catmullRom } from './catmull-rom.ts'

const clamp = (i: number, last: number): number => (i < 0 ? 0 : i > last ? last : i)

/** Bicubic value at a place in pixels, (0, 0) being the middle of the first sample; edges replicated. */
export const sampleCubic = (plane: Plane, x: number, y: number): number => {
  const { width, height, data } = plane
  const ix = Math.floor(x)
  const iy = Math.floor(y)
  const tx = x - ix
  const ty = y - iy
  if (ix >= 1 && iy >= 1 && ix < width - 2 && iy < height - 2) {
    const r1 = iy * width + ix
    const r0 = r1 - width
    const r2 = r1 + width
    const r3 = r2 + width
    return catmullRom(
      catmullRom(data[r0 - 1], data[r0], data[r0 + 1], data[r0 + 2], tx),
      catmullRom(data[r1 - 1], data[r1], data[r1 + 1], data[r1 + 2], tx),
      catmullRom(data[r2 - 1], data[r2], data[r2 + 1], data[r2 + 2], tx),
      catmullRom(data[r3 - 1], data[r3], data[r3 + 1], data[r3 + 2], tx),
      ty,
    )
  }
  const column = (k: number) => clamp(ix + k, width - 1)
  const along = (k: number) => {
    const row = clamp(iy + k, height - 1) * width
    return catmullRom(
      data[row + column(-1)],
      data[row + column(0)],
      data[row + column(1)],
      data[row + column(2)],
      tx,
    )
  }
  return catmullRom(along(-1), along(0), along(1), along(2), ty)
}
