import { describe, expect, it } from 'vitest'
import { leakViews, viewed } from '../../../main/trace/leak-view.ts'
import type { Plane } from '../../../shared/maths/plane.ts'

const plane = (values: readonly number[], width: number): Plane => ({
  width,
  height: values.length / width,
  data: Float32Array.from(values),
})

/** 10,000 pixels of black and white, so many of them grey. */
const page = (greys: number): Plane =>
  plane(
    Array.from({ length: 10_000 }, (_, k) => (k < greys ? 128 : (k % 2) * 255)),
    100,
  )

describe('ways of taking a leaked picture', () => {
  it('try rows twice early, and closely, where nearly all is black or white, and only there', () => {
    const names = (greys: number) => leakViews(page(greys)).map(({ view }) => view)
    const closely = (greys: number) => leakViews(page(greys)).filter(({ isRare }) => !isRare)
    for (const greys of [0, 199]) {
      expect(names(greys)).toEqual(['plain', 'doubled', 'mirrored', 'inverted', 'broadened'])
      expect(closely(greys).map(({ view }) => view)).toEqual(['plain', 'doubled'])
    }
    for (const greys of [201, 10_000]) {
      expect(names(greys)).toEqual(['plain', 'mirrored', 'inverted', 'doubled', 'broadened'])
      expect(closely(greys).map(({ view }) => view)).toEqual(['plain'])
    }
  })

  it('show each what it says', () => {
    const { pyramid } = viewed(plane([1, 2, 3, 4, 5, 6], 3))
    const seen = (view: Parameters<typeof pyramid>[0]) => {
      const { width, height, data } = pyramid(view).full
      return { width, height, data: [...data] }
    }
    expect(seen('plain')).toEqual({ width: 3, height: 2, data: [1, 2, 3, 4, 5, 6] })
    expect(seen('doubled')).toEqual({ width: 3, height: 4, data: [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6] })
    expect(seen('broadened')).toEqual({ width: 6, height: 2, data: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6] })
    expect(seen('mirrored')).toEqual({ width: 3, height: 2, data: [3, 2, 1, 6, 5, 4] })
    expect(seen('inverted')).toEqual({ width: 3, height: 2, data: [254, 253, 252, 251, 250, 249] })
  })

  it('are worked out once for whoever looks again', () => {
    const { pyramid } = viewed(page(5000))
    const first = pyramid('mirrored')
    expect(pyramid('mirrored')).toBe(first)
    expect(pyramid('plain')).not.toBe(first)
    expect(pyramid('mirrored').full.data).toEqual(first.full.data)
  })
})
