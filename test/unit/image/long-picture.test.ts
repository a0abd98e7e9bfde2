import { describe, expect, it } from 'vitest'
import { edgeToLook, piecesOf } from '../../../main/image/long-picture.ts'
import type { Picture } from '../../../main/image/picture.ts'

const EDGE = 3200

/** Rows numbered by their first two samples. */
const numbered = (width: number, height: number): Picture => {
  const rgb = new Uint8Array(3 * width * height)
  for (let y = 0; y < height; y++) rgb.set([y >> 8, y & 255], 3 * width * y)
  return { width, height, rgb }
}
const topOf = ({ rgb }: Picture): number => 256 * rgb[0] + rgb[1]
const seen = (picture: Picture) => piecesOf(picture, EDGE).map((piece) => [topOf(piece), piece.height])

describe('a long picture', () => {
  it('is cut so that every page on it lies whole in one piece, and all of it is looked at', () => {
    for (const height of [3300, 4000, 7640, 30_000]) {
      const width = 660
      const picture = numbered(width, height)
      const pieces = seen(picture)
      expect(pieces.length).toBeGreaterThan(1)
      expect(pieces[0][0]).toBe(0)
      const [last] = pieces.slice(-1)
      expect(last[0] + last[1]).toBe(height)
      const page = Math.floor(Math.SQRT2 * width)
      for (let top = 0; top + page <= height; top += 37)
        expect(pieces.some(([from, rows]) => from <= top && top + page <= from + rows)).toBe(true)
    }
  })

  it('is none where it is short, wide, or small enough to be looked at as it is', () => {
    for (const [width, height] of [
      [1440, 3200],
      [4000, 3000],
      [6000, 400],
      [300, 3000],
      // A ruler, or somebody's bad joke.
      [20, 5000],
    ]) {
      const picture = numbered(width, height)
      expect(piecesOf(picture, EDGE)).toEqual([picture])
      expect(edgeToLook(picture, EDGE, 40e6)).toBe(EDGE)
    }
  })

  it('of whatever shape makes few pieces', () => {
    for (let height = 3300; height <= 40_000; height += 1700)
      expect(seen(numbered(400, height)).length).toBeLessThanOrEqual(35)
  })

  it('is shrunk no more than its pieces need, and than memory asks for', () => {
    const of = (width: number, height: number) => edgeToLook({ width, height }, EDGE, 40e6) / height
    expect(of(660, 9000)).toBe(1)
    // Of a piece of three pages the longer edge is what it may be.
    expect(3 * Math.SQRT2 * 1440 * of(1440, 20_000)).toBeCloseTo(EDGE)
    expect(of(1000, 90_000) ** 2 * 1000 * 90_000).toBeLessThanOrEqual(40e6 + 1)
  })
})
