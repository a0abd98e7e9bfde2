import { resizePlane } from '../../main/image/resize-plane.ts'
import { newPlane, type Plane } from '../../shared/maths/plane.ts'
import { onPhoto, type SheetMap } from './sheet-map.ts'

const GRID = 6

const bilinear = ({ width, height, data }: Plane, x: number, y: number): number => {
  const u = Math.min(width - 1.001, Math.max(0, x))
  const v = Math.min(height - 1.001, Math.max(0, y))
  const [i, j] = [u | 0, v | 0]
  const at = j * width + i
  const top = data[at] + (u - i) * (data[at + 1] - data[at])
  const low = data[at + width] + (u - i) * (data[at + width + 1] - data[at + width])
  return top + (v - j) * (low - top)
}

/** The photo shrunk until its pixels are no finer than is asked for. */
const photoFor = (photo: Plane, map: SheetMap, pxPerMm: number): { plane: Plane; ratio: number } => {
  const [x, y] = [map.widthMm / 2, map.heightMm / 2]
  const p = onPhoto(map, x, y)
  const q = onPhoto(map, x + 1, y)
  const ratio = Math.min(1, (1.2 * pxPerMm) / Math.hypot(q.x - p.x, q.y - p.y))
  if (ratio > 0.9) return { plane: photo, ratio: 1 }
  return {
    plane: resizePlane(photo, Math.round(photo.width * ratio), Math.round(photo.height * ratio)),
    ratio,
  }
}

/** The page as the photo shows it, laid flat by the map at a resolution of the page; the map is worked out on a grid. */
export const straighten = (photo: Plane, map: SheetMap, pxPerMm: number): Plane => {
  const { plane, ratio } = photoFor(photo, map, pxPerMm)
  const out = newPlane(Math.round(map.widthMm * pxPerMm), Math.round(map.heightMm * pxPerMm))
  const columns = Math.ceil(out.width / GRID) + 1
  const rows = Math.ceil(out.height / GRID) + 1
  const at = (k: number) =>
    onPhoto(map, ((k % columns) * GRID) / pxPerMm, (Math.floor(k / columns) * GRID) / pxPerMm)
  const grid = Array.from({ length: columns * rows }, (_, k) => at(k))
  for (let y = 0; y < out.height; y += 1) {
    const row = Math.floor(y / GRID)
    const fy = (y + 0.5) / GRID - row
    for (let x = 0; x < out.width; x += 1) {
      const column = Math.floor(x / GRID)
      const fx = (x + 0.5) / GRID - column
      const k = row * columns + column
      const [a, b, c, d] = [grid[k], grid[k + 1], grid[k + columns], grid[k + columns + 1]]
      const px = (1 - fy) * (a.x + fx * (b.x - a.x)) + fy * (c.x + fx * (d.x - c.x))
      const py = (1 - fy) * (a.y + fx * (b.y - a.y)) + fy * (c.y + fx * (d.y - c.y))
      out.data[y * out.width + x] = bilinear(plane, px * ratio - 0.5, py * ratio - 0.5)
    }
  }
  return out
}
