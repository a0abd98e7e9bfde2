import { describe, expect, it } from 'vitest'
import {
  FIRST_CORNERS,
  isPageShape,
  OUTSIDE,
  turned,
  withCorner,
} from '../../../renderer/parts/corners/corner-geometry.ts'

describe('four corners of a page', () => {
  it('can lie outside the picture, but not out of reach', () => {
    const [corner] = withCorner(FIRST_CORNERS, 0, { x: -9, y: 0.4 })
    expect(corner).toEqual({ x: -OUTSIDE, y: 0.4 })
    expect(withCorner(FIRST_CORNERS, 2, { x: 1, y: 1 })[2]).toEqual({ x: 1, y: 1 })
  })

  it('make a page when none is folded in or crossed over', () => {
    expect(isPageShape(FIRST_CORNERS)).toBe(true)
    expect(isPageShape(withCorner(FIRST_CORNERS, 0, { x: 0.8, y: 0.8 }))).toBe(false)
    const [a, b, c, d] = FIRST_CORNERS
    expect(isPageShape([b, a, c, d])).toBe(false)
    expect(isPageShape([b, a, d, c])).toBe(true)
    expect(isPageShape([a, a, c, d])).toBe(false)
  })

  it('are none when they are all but on one spot', () => {
    const tiny = FIRST_CORNERS.map(({ x, y }) => ({ x: x * 0.02, y: y * 0.02 }))
    expect(isPageShape([tiny[0], tiny[1], tiny[2], tiny[3]])).toBe(false)
  })

  it('can be turned by quarters', () => {
    const [a, b, c, d] = FIRST_CORNERS
    expect(turned(FIRST_CORNERS)).toEqual([d, a, b, c])
    expect(turned(turned(turned(turned(FIRST_CORNERS))))).toEqual(FIRST_CORNERS)
  })
})
