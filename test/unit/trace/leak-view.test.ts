import { describe, expect, it } from 'vitest'
import { hamming, SIGNATURE_WORDS } from '../../../main/image/signature.ts'
import type { Features } from '../../../main/image/features.ts'
import { detectIn } from '../../../main/trace/describe-page.ts'
import { leakViews, viewed, type LeakView } from '../../../main/trace/leak-view.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { median } from '../../../shared/maths/statistics.ts'
import { syntheticPage } from '../image/synthetic-page.ts'

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

/** Of each feature of the one set, of those of the other that lie about there the likest: how far off it is, in blurs of the feature, and in how many bits it differs. */
const nearestOf = (some: Features, others: Features): { readonly apart: number; readonly bits: number }[] =>
  Array.from({ length: some.count }, (_, i) => {
    let best = { apart: Infinity, bits: Infinity }
    for (let k = 0; k < others.count; k++) {
      const apart = Math.hypot(some.x[i] - others.x[k], some.y[i] - others.y[k]) / some.scale[i]
      if (apart > 1) continue
      const bits = hamming(some.signatures, i * SIGNATURE_WORDS, others.signatures, k * SIGNATURE_WORDS)
      if (bits < best.bits) best = { apart, bits }
    }
    return best
  })

describe('ways of taking a leaked picture', () => {
  it('try rows twice early, and closely, where nearly all is black or white, and only there', () => {
    const names = (greys: number) => leakViews(page(greys)).map(({ view }) => view)
    const closely = (greys: number) => leakViews(page(greys)).filter(({ isRare }) => !isRare)
    for (const greys of [0, 199]) {
      expect(names(greys)).toEqual([
        'plain',
        'doubled',
        'mirrored',
        'inverted',
        'broadened',
        'mirrored-inverted',
      ])
      expect(closely(greys).map(({ view }) => view)).toEqual(['plain', 'doubled'])
    }
    for (const greys of [201, 10_000]) {
      expect(names(greys)).toEqual([
        'plain',
        'mirrored',
        'inverted',
        'doubled',
        'broadened',
        'mirrored-inverted',
      ])
      expect(closely(greys).map(({ view }) => view)).toEqual(['plain'])
    }
  })

  it('show each what it says', () => {
    const picture = viewed(plane([1, 2, 3, 4, 5, 6], 3))
    const seen = (view: LeakView) => {
      const { width, height, data } = picture.seen(view).pyramid.full
      return { width, height, data: [...data] }
    }
    expect(seen('plain')).toEqual({ width: 3, height: 2, data: [1, 2, 3, 4, 5, 6] })
    expect(seen('doubled')).toEqual({ width: 3, height: 4, data: [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6] })
    expect(seen('broadened')).toEqual({ width: 6, height: 2, data: [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6] })
    expect(seen('mirrored')).toEqual({ width: 3, height: 2, data: [3, 2, 1, 6, 5, 4] })
    expect(seen('inverted')).toEqual({ width: 3, height: 2, data: [254, 253, 252, 251, 250, 249] })
    expect(seen('mirrored-inverted').data).toEqual([252, 253, 254, 249, 250, 251])
  })

  it('are worked out once for whoever looks again', () => {
    const { seen } = viewed(page(5000))
    const first = seen('mirrored')
    expect(seen('mirrored')).toBe(first)
    expect(seen('plain')).not.toBe(first)
    expect(seen('mirrored').pyramid.full.data).toEqual(first.pyramid.full.data)
  })

  it.each(['mirrored', 'inverted', 'mirrored-inverted'] as const)(
    'have the features that are found in them (%s)',
    (view) => {
      const picture = viewed(syntheticPage(300, 240, 1))
      const { pyramid, features } = picture.seen(view)
      const found = detectIn(pyramid, 'plain')
      const turned = features('plain')
      // From the other side octaves begin at other samples.
      expect(Math.abs(turned.count / found.count - 1)).toBeLessThan(0.03)
      const same = nearestOf(turned, found)
      expect(same.filter(({ apart }) => apart < 0.5).length / found.count).toBeGreaterThan(0.85)
      expect(median(same.map(({ bits }) => bits))).toBeLessThan(12)
    },
  )
})
