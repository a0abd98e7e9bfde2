import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { LAYERS, describePage, describePicture } from '../../../main/trace/describe-page.ts'
import { buildIndex } from '../../../main/trace/page-index.ts'
import { pagesLike } from '../../../main/trace/pages-like.ts'
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
      const { found, matches } = await searchIndex(
        [index],
        picture,
        { voters: picture.count, compared: 100, kept: 100 },
        undefined,
      )
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

  it('are known by the features that they have in the same columns, without any picture', async () => {
    const index = await buildIndex(
      described.length,
      (number) => Promise.resolve(described[number]),
      LAYERS[0],
    )
    const like = pagesLike(index, described[4], LAYERS[0])
    expect(like[0].page).toBe(4)
    const unmoved = like.filter(({ shift }) => Math.abs(shift) < 1).map(({ page }) => page)
    expect(unmoved.toSorted((a, b) => a - b)).toEqual(forms.map((_, number) => number))
    expect(new Set(pagesLike(index, described[other], LAYERS[0]).map(({ page }) => page))).toEqual(
      new Set([other]),
    )
  })

  it('are known where a paragraph grew and the rest moved down', async () => {
    const [GREW_AT, GREW_BY] = [300, 26]
    const [before] = forms
    const after = Float32Array.from(before.data)
    after.copyWithin((GREW_AT + GREW_BY) * WIDTH, GREW_AT * WIDTH, (HEIGHT - GREW_BY) * WIDTH)
    after.fill(255, GREW_AT * WIDTH, (GREW_AT + GREW_BY) * WIDTH)
    const editions = [described[0], describePage({ ...before, data: after }, 2), described[other]]
    const index = await buildIndex(editions.length, (number) => Promise.resolve(editions[number]), LAYERS[0])
    const shifts = pagesLike(index, editions[0], LAYERS[0]).filter(({ page }) => page === 1)
    expect(shifts.map(({ shift }) => Math.round(shift)).toSorted((a, b) => a - b)).toEqual([0, GREW_BY])
  })
})
