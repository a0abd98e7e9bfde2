import { describe, expect, it } from 'vitest'
import { likenessAtMoves, type Template } from '../../../main/image/likeness-at-moves.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const noise = (width: number, height: number, seed: number): Plane => {
  const random = seededRandom(seed)
  const plane = newPlane(width, height)
  plane.data.forEach((_, k) => (plane.data[k] = 255 * random()))
  return plane
}

/** Every third pixel of a box of `of`, at that box of a picture of the same size. */
const template = ({ width, data }: Plane, x0: number, y0: number, side: number): Template => {
  const offsets: number[] = []
  for (let y = y0; y < y0 + side; y += 3) for (let x = x0; x < x0 + side; x += 3) offsets.push(y * width + x)
  const values = Float32Array.from(offsets, (at) => data[at])
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length
  values.forEach((_, k) => (values[k] -= mean))
  return { values, offsets: Int32Array.from(offsets), norm: Math.hypot(...values) }
}

/** As the definition has it. */
const likeness = ({ values, offsets }: Template, { data }: Plane, move: number): number => {
  const seen = Array.from(offsets, (at) => data[at + move])
  const mean = seen.reduce((sum, v) => sum + v, 0) / seen.length
  const [a, b] = [seen.map((v) => v - mean), [...values]]
  const product = a.reduce((sum, v, k) => sum + v * b[k], 0)
  return Math.hypot(...a) === 0 ? 0 : product / (Math.hypot(...a) * Math.hypot(...b))
}

describe('the likeness of a template at every move', () => {
  it.each([3, 6, 8, 11])('is what its definition says, within %i pixels', (radius) => {
    const [original, picture] = [noise(97, 71, radius), noise(97, 71, radius + 100)]
    const sought = template(original, 30, 20, 24)
    // A second picture shows that the first is not remembered in its place.
    for (const seen of [picture, original]) {
      const found = likenessAtMoves(sought, seen, radius)
      expect(found).toHaveLength((2 * radius + 1) ** 2)
      let at = 0
      for (let dy = -radius; dy <= radius; dy++)
        for (let dx = -radius; dx <= radius; dx++, at++)
          expect(found[at]).toBeCloseTo(likeness(sought, seen, dy * 97 + dx), 4)
    }
    expect(likenessAtMoves(sought, original, radius)[((2 * radius + 1) ** 2 - 1) / 2]).toBeCloseTo(1, 5)
  })

  it('is right up to the picture’s last corner, and 0 where there is nothing to compare', () => {
    const seen = noise(40, 40, 5)
    const sought = template(seen, 26, 26, 10)
    expect(likenessAtMoves(sought, seen, 4)[80]).toBeCloseTo(likeness(sought, seen, 4 * 40 + 4), 4)
    const flat = newPlane(40, 40)
    flat.data.fill(128)
    expect([...likenessAtMoves(sought, flat, 4)].every((value) => value === 0)).toBe(true)
  })
})
