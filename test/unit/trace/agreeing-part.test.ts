import { describe, expect, it } from 'vitest'
import { agreeingPart } from '../../../main/trace/agreeing-part.ts'
import type { Straightened } from '../../../main/trace/rectify.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const PX_PER_MM = 4
const WIDTH_MM = 80
const HEIGHT_MM = 120

/** Lines of blots, so many pixels apart. */
const pageOf = (apart: number): Plane => {
  const random = seededRandom(apart)
  const plane = newPlane(WIDTH_MM * PX_PER_MM, HEIGHT_MM * PX_PER_MM)
  plane.data.fill(250)
  for (let y = 4; y < plane.height - 4; y++)
    for (let x = 4; x < plane.width - 4; x++)
      if (y % apart < 9 && x % 4 === 0 && random() < 0.5)
        for (let dx = 0; dx < 4; dx++) plane.data[y * plane.width + x + dx] = 20
  return plane
}

/** Every 5 mm, off the edges. */
const PLACES = Array.from({ length: 14 * 22 }, (_, k) => ({
  x: 7.5 + 5 * (k % 14),
  y: 7.5 + 5 * Math.floor(k / 14),
}))

const original = pageOf(16)

/** What shows the page between two heights, mm, and another one above and below. */
const scrap = (from: number, to: number): Straightened => {
  const plane = pageOf(13)
  const [top, bottom] = [from, to].map((mm) => mm * PX_PER_MM * plane.width)
  plane.data.set(original.data.subarray(top, bottom), top)
  return { plane, inside: new Uint8Array(plane.data.length).fill(1), pxPerMm: PX_PER_MM }
}

const shownAt = ({ inside, plane }: Straightened, yMm: number): number => {
  const row = inside.subarray(yMm * PX_PER_MM * plane.width, (yMm * PX_PER_MM + 1) * plane.width)
  return row.reduce((sum, shown) => sum + shown, 0) / plane.width
}

describe('of a scrap of a page among other things', () => {
  it('only what agrees is left shown', async () => {
    const seen = scrap(40, 70)
    const left = await agreeingPart(seen, original, PLACES)
    expect([46, 55, 64].map((y) => shownAt(left, y))).toEqual([1, 1, 1])
    expect([5, 20, 30, 80, 100, 115].map((y) => shownAt(left, y))).toEqual([0, 0, 0, 0, 0, 0])
    expect(left.plane).toBe(seen.plane)
    // What the picture does not show of it stays so.
    const inside = seen.inside.map((shown, k) => (k % seen.plane.width < 100 ? 0 : shown))
    const cut = await agreeingPart({ ...seen, inside }, original, PLACES)
    expect(shownAt(cut, 55)).toBeCloseTo(1 - 100 / seen.plane.width)
  })

  it('all is left of a page with so little on it that a few places are all there are', async () => {
    const seen = scrap(40, 70)
    const few = PLACES.filter((_, k) => k % 3 === 0)
    expect(await agreeingPart(seen, original, few)).toBe(seen)
  })

  it('all is left where half of it agrees, and where nothing does', async () => {
    for (const seen of [scrap(20, 100), scrap(0, 0)])
      expect(await agreeingPart(seen, original, PLACES)).toBe(seen)
  })
})
