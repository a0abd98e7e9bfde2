import { describe, expect, it } from 'vitest'
import { measureDots } from '../../../main/trace/measure-dots.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [PX, SIDE_MM] = [5, 100]

/** Pairs on a lattice, each with what is seen of it: how much darker its own place is. */
const lattice = Array.from({ length: 324 }, (_, k) => {
  const [x, y] = [7 + 5 * (k % 18), 7 + 5 * Math.floor(k / 18)]
  return { x: x - 0.1, y: y - 0.1, dx: 0.4, dy: 0 }
})

/**
 * Paper as a messenger's JPEG leaves it: flat nearly everywhere, with what was strong enough where it was. Every third dot is
 * seen; beside every fourth pair a fleck is left of the grain, and at every fourth one of the others one of its places has a faint one.
 */
const lumpyPaper = () => {
  const random = seededRandom(9)
  const plane = newPlane(SIDE_MM * PX, SIDE_MM * PX)
  plane.data.fill(220)
  const darken = (x: number, y: number, by: number) => {
    plane.data[Math.floor(y * PX) * plane.width + Math.floor(x * PX)] -= by
  }
  lattice.forEach(({ x, y, dx }, k) => {
    if (k % 3 === 0) darken(x + dx, y, 30)
    else if (k % 4 === 0) darken(x + (random() < 0.5 ? dx : -dx), y, 3)
    if (k % 4 === 1) darken(x, y + (random() < 0.5 ? dx : -dx), 14 * random())
  })
  return { plane, inside: new Uint8Array(plane.data.length).fill(1), pxPerMm: PX }
}

describe('dots in a picture that is flat but for lumps', () => {
  const white = newPlane(SIDE_MM * PX, SIDE_MM * PX)
  white.data.fill(255)
  const residuals = measureDots(bareLayout(SIDE_MM, SIDE_MM, lattice), lumpyPaper(), white)
  const ofThose = (which: (k: number) => boolean) => [...residuals].filter((_, k) => which(k))

  it('are sure where they are plainly seen, and hardly where they are as faint as what is left of the grain', () => {
    const plain = ofThose((k) => k % 3 === 0)
    const faint = ofThose((k) => k % 3 !== 0 && k % 4 === 0)
    expect(Math.min(...plain)).toBeGreaterThan(0.8)
    expect(Math.max(...faint.map(Math.abs))).toBeLessThan(0.6)
  })

  it('say nothing where nothing is seen', () => {
    const blank = ofThose((k) => k % 3 !== 0 && k % 4 === 2)
    expect(Math.max(...blank.map(Math.abs))).toBeLessThan(0.05)
  })
})
