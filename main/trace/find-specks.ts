import type { Point } from '../../shared/maths/geometry.ts'
import type { Plane } from '../../shared/maths/plane.ts'
import { gaussianBlur } from '../image/gaussian-blur.ts'
import { spotCurvature } from './dot-lattice.ts'

/** Small dark spots that stand alone in a picture, wherever they lie and however large it shows them: dots, stops, specks of dust. */

/** Radius of the Gaussian under which they are looked for, pixels: of spots about two pixels wide. */
const SPOT_PX = 0.8
/** Out here, pixels, such a spot is over, and so many places are asked all around. */
const RING_PX = 5
const RING = Array.from({ length: 16 }, (_, k) => ({
  u: Math.round(RING_PX * Math.cos((k * Math.PI) / 8)),
  v: Math.round(RING_PX * Math.sin((k * Math.PI) / 8)),
}))
/** How much darker than what is around it a spot is at least, grey levels, and by how many of its surroundings' deviations: of letters other parts lie there. */
const LEAST_DARKER = 3
const LEAST_CLEAR = 3
/** An even ground is no evener than this, grey levels. */
const GRAIN = 1

interface Speck extends Point {
  readonly darker: number
}

/** The darkest first, at most so many. Pixels of the plane. */
export const findSpecks = (plane: Plane, most: number): Point[] => {
  const { width, height } = plane
  const blurred = gaussianBlur(plane, SPOT_PX)
  const spots = spotCurvature(blurred).data
  const found: Speck[] = []
  for (let y = RING_PX; y < height - RING_PX; y++) {
    for (let x = RING_PX, k = y * width + x; x < width - RING_PX; x++, k++) {
      if (spots[k] === 0 || !isPeak(spots, width, k)) continue
      const darker = standsOut(blurred, k)
      if (darker < LEAST_DARKER) continue
      found.push({
        x: x + vertex(spots[k - 1], spots[k], spots[k + 1]),
        y: y + vertex(spots[k - width], spots[k], spots[k + width]),
        darker,
      })
    }
  }
  return found.sort((a, b) => b.darker - a.darker).slice(0, most)
}

/** Of equal ones the last. */
const isPeak = (spots: Float32Array, width: number, k: number): boolean => {
  for (let v = -1; v <= 1; v++) {
    for (let u = -1; u <= 1; u++) {
      const move = v * width + u
      if (spots[k + move] > spots[k] || (spots[k + move] === spots[k] && move > 0)) return false
    }
  }
  return true
}

/** How much darker a place is than the ring around it; nothing where that may be of the ring's own unevenness. */
const standsOut = ({ width, data }: Plane, k: number): number => {
  let sum = 0
  let squares = 0
  for (const { u, v } of RING) {
    const value = data[k + v * width + u]
    sum += value
    squares += value * value
  }
  const mean = sum / RING.length
  const deviation = Math.sqrt(Math.max(0, squares / RING.length - mean * mean) + GRAIN * GRAIN)
  const darker = mean - data[k]
  return darker >= LEAST_CLEAR * deviation ? darker : 0
}

/** Where a parabola through three values side by side is highest, from the middle one, the largest. */
const vertex = (before: number, value: number, after: number): number => {
  const bend = 2 * value - before - after
  return bend === 0 ? 0 : (after - before) / (2 * bend)
}
