import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { newPlane } from '../../../shared/maths/plane.ts'

/** A page of made-up writing: lines of words of glyphs of strokes, from an alphabet that repeats itself as text does. */
export const syntheticPage = (width: number, height: number, seed: number): Plane => {
  const plane = newPlane(width, height)
  plane.data.fill(255)
  const random = seededRandom(seed)
  const fill = (x: number, y: number, w: number, h: number) => {
    for (let row = Math.max(0, y); row < Math.min(height, y + h); row++) {
      plane.data.fill(20, row * width + Math.max(0, x), row * width + Math.min(width, x + w))
    }
  }
  const alphabet = Array.from({ length: 30 }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => ({
      x: Math.floor(random() * 8),
      y: Math.floor(random() * 12),
      wide: random() < 0.5,
      length: 4 + Math.floor(random() * 7),
    })),
  )
  for (let y = 40; y < height - 40; y += 26) {
    for (let x = 40; x < width - 60; x += 14) {
      if (random() < 0.17) continue
      for (const s of alphabet[Math.floor(random() * alphabet.length)]) {
        fill(x + s.x, y + s.y, s.wide ? s.length : 2, s.wide ? 2 : s.length)
      }
    }
  }
  return plane
}
