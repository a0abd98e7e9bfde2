import { describe, expect, it } from 'vitest'
import { homographyBetween, mapHomography } from '../../../shared/maths/geometry.ts'

const SQUARE = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
]

describe('homographyBetween', () => {
  it('takes four points to four others, in perspective', () => {
    const seen = [
      { x: 10, y: 20 },
      { x: 310, y: 40 },
      { x: 260, y: 420 },
      { x: 30, y: 380 },
    ]
    const map = homographyBetween(SQUARE, seen)
    SQUARE.forEach(({ x, y }, k) => {
      const p = mapHomography(map, x, y)
      expect(p.x).toBeCloseTo(seen[k].x, 6)
      expect(p.y).toBeCloseTo(seen[k].y, 6)
    })
  })

  it('refuses corners of which three lie on one line', () => {
    const flat = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
      { x: 2, y: 0 },
      { x: 0, y: 1 },
    ]
    expect(() => homographyBetween(flat, SQUARE)).toThrow(RangeError)
  })
})
