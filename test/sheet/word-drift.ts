import type { Point } from '../../shared/maths/geometry.ts'
import type { PageLayout, WordPlace } from '../../shared/mark/layout.ts'

/** How far each point of a page moves when its words move: on a grid of the page, millimetres. */
export interface WordDrift {
  readonly width: number
  readonly height: number
  readonly pxPerMm: number
  readonly dx: Float32Array
  readonly dy: Float32Array
}

const PX_PER_MM = 5
/** Around a word paper is drawn along and pushed together, so that nothing is torn. */
const FADE_MM = 1.2

const shiftOf = ({ angle }: WordPlace, along: number, across: number): Point => ({
  x: along * Math.cos(angle) - across * Math.sin(angle),
  y: along * Math.sin(angle) + across * Math.cos(angle),
})

/** Distance of a point from a word's box. */
const outside = (word: WordPlace, x: number, y: number): number => {
  const [c, s] = [Math.cos(word.angle), Math.sin(word.angle)]
  const along = Math.abs((x - word.x) * c + (y - word.y) * s) - word.along / 2
  const across = Math.abs((y - word.y) * c - (x - word.x) * s) - word.across / 2
  return Math.hypot(Math.max(0, along), Math.max(0, across))
}

/**
 * Points in a word's box move as the word does; between boxes, the nearer the more (Shepard's weights), and at a little over a millimetre not at all.
 * @param shiftsMm along and across the reading direction, two for each word
 */
export const wordDrift = ({ widthMm, heightMm, words }: PageLayout, shiftsMm: Float64Array): WordDrift => {
  const width = Math.ceil(widthMm * PX_PER_MM) + 1
  const height = Math.ceil(heightMm * PX_PER_MM) + 1
  const [dx, dy] = [new Float32Array(width * height), new Float32Array(width * height)]
  const weight = new Float32Array(width * height).fill(1 / FADE_MM ** 2)
  words.forEach((word, k) => {
    const shift = shiftOf(word, shiftsMm[2 * k], shiftsMm[2 * k + 1])
    const reach = (word.along + word.across) / 2 + FADE_MM
    const index = (mm: number, last: number) => Math.min(last, Math.max(0, Math.round(mm * PX_PER_MM)))
    for (let j = index(word.y - reach, height - 1); j <= index(word.y + reach, height - 1); j += 1) {
      for (let i = index(word.x - reach, width - 1); i <= index(word.x + reach, width - 1); i += 1) {
        const distance = outside(word, i / PX_PER_MM, j / PX_PER_MM)
        if (distance >= FADE_MM) continue
        const w = (1 - distance / FADE_MM) / (distance * distance + 1e-4)
        const at = j * width + i
        dx[at] += w * shift.x
        dy[at] += w * shift.y
        weight[at] += w
      }
    }
  })
  for (let i = 0; i < weight.length; i += 1) {
    dx[i] /= weight[i]
    dy[i] /= weight[i]
  }
  return { width, height, pxPerMm: PX_PER_MM, dx, dy }
}

export const driftAt = ({ width, height, pxPerMm, dx, dy }: WordDrift, x: number, y: number): Point => {
  const u = Math.min(width - 1.001, Math.max(0, x * pxPerMm))
  const v = Math.min(height - 1.001, Math.max(0, y * pxPerMm))
  const [i, j] = [u | 0, v | 0]
  const at = j * width + i
  const mix = (plane: Float32Array) => {
    const top = plane[at] + (u - i) * (plane[at + 1] - plane[at])
    const low = plane[at + width] + (u - i) * (plane[at + width + 1] - plane[at + width])
    return top + (v - j) * (low - top)
  }
  return { x: mix(dx), y: mix(dy) }
}
