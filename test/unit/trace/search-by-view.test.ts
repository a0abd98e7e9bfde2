import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { LAYERS, describePage, describePicture } from '../../../main/trace/describe-page.ts'
import { buildIndex } from '../../../main/trace/page-index.ts'
import { searchByView } from '../../../main/trace/search-by-view.ts'
import { searchIndex } from '../../../main/trace/search-index.ts'
import { screenPage, verifyPage } from '../../../main/trace/verify-page.ts'
import type { Plane } from '../../../shared/maths/plane.ts'
import { syntheticPage } from '../image/synthetic-page.ts'

const [WIDTH, HEIGHT] = [500, 700]
/** Forms of one template: all but two fields of each are the same. */
const FORMS = 9
const FIELDS = [
  { left: 60, top: 200 },
  { left: 260, top: 520 },
]
const FIELD = { width: 150, height: 50 }

const formOf = (number: number): Plane => {
  const template = syntheticPage(WIDTH, HEIGHT, 1)
  const filled = syntheticPage(WIDTH, HEIGHT, 100 + number)
  const data = Float32Array.from(template.data)
  for (const { left, top } of FIELDS)
    for (let y = top; y < top + FIELD.height; y++)
      for (let x = left; x < left + FIELD.width; x++) data[y * WIDTH + x] = filled.data[y * WIDTH + x]
  return { width: WIDTH, height: HEIGHT, data }
}

const forms = Array.from({ length: FORMS }, (_, number) => formOf(number))
const described = [...forms, syntheticPage(WIDTH, HEIGHT, 2)].map((plane) => describePage(plane, 2))
const other = FORMS

describe('pages of one kind', () => {
  it.each([2, 6])(
    'are told apart, from a view of another of them, by what few have (form %i)',
    async (shown) => {
      const index = await buildIndex(
        described.length,
        (number) => Promise.resolve(described[number]),
        LAYERS[0],
      )
      const picture = describePicture(pyramidOf(forms[shown]), 'plain')
      const { found, matches } = await searchIndex([index], picture, picture.count, undefined)
      const model = found.find(({ page }) => page !== shown && page !== other)
      if (model === undefined) throw new Error('No other form was found.')
      const verified = verifyPage(described[model.page], picture, [1, 0, 0, 0, 1, 0, 0, 0, 1], 1)
      if (verified === null) throw new Error('The other form was not confirmed.')
      const alike = searchByView(matches, picture, verified.view)
      const numbers = alike.map(({ page }) => page)
      expect(numbers[0]).toBe(shown)
      expect(alike[0].score).toBeGreaterThan(1.5 * alike[1].score)
      expect(numbers.toSorted((a, b) => a - b)).toEqual(forms.map((_, number) => number))
      // And by all their features, of which most are the same.
      const screened = described.map((page) => screenPage(page, picture, verified.view))
      const most = screened.toSorted((a, b) => b - a)
      expect(screened[shown]).toBe(most[0])
      expect(most[1]).toBeGreaterThan(0.5 * most[0])
      expect(screened[other]).toBeLessThan(0.2 * most[0])
    },
  )
})
