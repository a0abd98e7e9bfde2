import { describe, expect, it } from 'vitest'
import { findLattice, spotMap } from '../../../main/trace/dot-lattice.ts'
import type { Straightened } from '../../../main/trace/rectify.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { newPlane } from '../../../shared/maths/plane.ts'

const PX = 5
const SIDE_MM = 80

const random = seededRandom(7)
const dots = Array.from({ length: 220 }, () => {
  const turn = 2 * Math.PI * random()
  const at = () => 3 + (SIDE_MM - 6) * random()
  return { x: at(), y: at(), dx: 0.35 * Math.cos(turn), dy: 0.35 * Math.sin(turn) }
})

/** Bare grainy paper with one dot of each pair, all of them moved by (dx, dy) millimetres, and whatever `more` draws. */
const picture = (dx: number, dy: number, more?: (x: number, y: number) => number): Straightened => {
  const noise = seededRandom(11)
  const plane = newPlane(SIDE_MM * PX, SIDE_MM * PX)
  plane.data.forEach((_, k) => {
    const darker = more?.((k % plane.width) / PX, Math.floor(k / plane.width) / PX) ?? 0
    plane.data[k] = 220 + 4 * (noise() - 0.5) - darker
  })
  for (const dot of dots) {
    const sign = noise() < 0.5 ? -1 : 1
    const px = Math.round((dot.x + sign * dot.dx + dx) * PX)
    const py = Math.round((dot.y + sign * dot.dy + dy) * PX)
    for (let j = -1; j <= 1; j++)
      for (let i = -1; i <= 1; i++)
        plane.data[(py + j) * plane.width + px + i] -= i === 0 && j === 0 ? 60 : 25
  }
  return { plane, inside: new Uint8Array(plane.data.length).fill(1), pxPerMm: PX }
}

describe('the lattice of dots', () => {
  it('is found where it was moved to, whatever the signs', () => {
    const { shifts, tried } = findLattice(dots, picture(1.3, -0.8), 18, 4)
    expect(tried).toBeGreaterThan(20)
    expect(shifts.length).toBeGreaterThan(0.9 * tried)
    for (const { dx, dy } of shifts) {
      expect(Math.abs(dx - 1.3)).toBeLessThan(0.15)
      expect(Math.abs(dy + 0.8)).toBeLessThan(0.15)
    }
  })

  it('is found under strokes that are darker than the dots', () => {
    const stroke = (x: number, y: number) => ((x + 0.6 * y) % 9 < 0.7 ? 40 : 0)
    const { shifts, tried } = findLattice(dots, picture(-0.6, 0.4, stroke), 18, 3)
    expect(shifts.length).toBeGreaterThan(0.7 * tried)
    for (const { dx, dy } of shifts) expect(Math.hypot(dx + 0.6, dy - 0.4)).toBeLessThan(0.25)
  })

  it('is not made up on paper without dots', () => {
    const noise = seededRandom(5)
    const bare = picture(0, 0)
    bare.plane.data.forEach((_, k) => (bare.plane.data[k] = 220 + 4 * (noise() - 0.5)))
    const { shifts, tried } = findLattice(dots, bare, 18, 4)
    expect(shifts.length).toBeLessThan(0.15 * tried)
  })

  it('sees a dot and not a line', () => {
    const bare = picture(50, 50)
    bare.plane.data.fill(200)
    for (let k = 0; k < SIDE_MM * PX; k++) bare.plane.data[100 * bare.plane.width + k] = 120
    for (const at of [0, 1, bare.plane.width]) bare.plane.data[300 * bare.plane.width + 200 + at] = 120
    const spots = spotMap(bare)
    expect(spots.data[300 * spots.width + 200]).toBeGreaterThan(3)
    expect(spots.data[100 * spots.width + 200]).toBeLessThan(0.1)
  })
})
