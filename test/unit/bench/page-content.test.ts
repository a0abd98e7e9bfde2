import { describe, expect, it } from 'vitest'
import { busyPlaces, LOOK_PX_PER_MM, showsContent } from '../../bench/page-content.ts'

const SIDE_MM = 40
const side = SIDE_MM * LOOK_PX_PER_MM
const draw = (ink: (x: number, y: number) => boolean) => ({
  width: side,
  height: side,
  data: Uint8Array.from({ length: side * side }, (_, i) => (ink(i % side, Math.floor(i / side)) ? 0 : 255)),
})

describe('what a piece of a page shows', () => {
  it('takes letters for content, and rules and bare paper for none', () => {
    const letters = draw((x, y) => y < side / 2 && x % 5 < 2 && y % 7 < 4)
    const places = busyPlaces(letters)
    expect(places.length).toBeGreaterThan(150)
    expect(places.every(({ y }) => y < SIDE_MM / 2)).toBe(true)
    expect(busyPlaces(draw(() => false))).toEqual([])
    expect(busyPlaces(draw((_, y) => y % 40 < 2))).toEqual([])
  })

  it('is worth leaking when enough of it lies in the picture', () => {
    const places = busyPlaces(draw((x, y) => y < side / 2 && x % 5 < 2 && y % 7 < 4))
    const piece = (topMm: number) => ({
      toPixel: (x: number, y: number) => ({ x, y: y - topMm }),
      width: 40,
      height: 12,
    })
    expect(showsContent(piece(0), places)).toBe(true)
    expect(showsContent(piece(19), places)).toBe(false)
  })
})
