import type { Point } from '../../../shared/maths/geometry.ts'
import type { LeakPage } from '../../leak/leak-types.ts'

export const DISCS_MM: readonly Point[] = [
  { x: 20, y: 20 },
  { x: 74, y: 25 },
  { x: 128, y: 20 },
  { x: 30, y: 105 },
  { x: 74, y: 100 },
  { x: 118, y: 110 },
  { x: 20, y: 190 },
  { x: 80, y: 180 },
  { x: 128, y: 190 },
]

export const DISC_RADIUS_MM = 2.2

/** An A5 page, white but for nine black discs at known places. */
export const discPage = (dpi = 300): LeakPage => {
  const perMm = dpi / 25.4
  const width = Math.round(148 * perMm)
  const height = Math.round(210 * perMm)
  const data = new Uint8Array(width * height).fill(255)
  const reach = Math.ceil((DISC_RADIUS_MM + 1) * perMm)
  for (const disc of DISCS_MM) {
    const [cx, cy] = [disc.x * perMm, disc.y * perMm]
    for (let y = Math.floor(cy) - reach; y <= cy + reach; y += 1) {
      for (let x = Math.floor(cx) - reach; x <= cx + reach; x += 1) {
        const outside = Math.hypot(x + 0.5 - cx, y + 0.5 - cy) - DISC_RADIUS_MM * perMm
        data[y * width + x] = 255 * Math.min(1, Math.max(0, outside + 0.5))
      }
    }
  }
  return { width, height, channels: 1, data, dpi }
}
