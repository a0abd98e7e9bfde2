import { describe, expect, it } from 'vitest'
import { SIGNATURE_WORDS } from '../../../main/image/signature.ts'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import {
  COARSE_LAYERS,
  describePage,
  detectIn,
  LAYERS,
  type Layer,
  type PageFeatures,
} from '../../../main/trace/describe-page.ts'
import { viewed } from '../../../main/trace/leak-view.ts'
import { buildIndex } from '../../../main/trace/page-index.ts'
import { pagesLike } from '../../../main/trace/pages-like.ts'
import { searchByView } from '../../../main/trace/search-by-view.ts'
import { searchIndex } from '../../../main/trace/search-index.ts'
import { screenPage, verifyPage } from '../../../main/trace/verify-page.ts'
import { mapHomography } from '../../../shared/maths/geometry.ts'
import type { PageFinder } from '../../../main/trace/confirm-pages.ts'
import { findPages } from '../../../main/trace/find-page.ts'
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

/** The first form with some lines more: what is below moved down. */
const GREW_AT = 150
const grownForm = (by: number): PageFeatures => {
  const [before] = forms
  const data = Float32Array.from(before.data)
  data.copyWithin((GREW_AT + by) * WIDTH, GREW_AT * WIDTH, (HEIGHT - by) * WIDTH)
  data.fill(255, GREW_AT * WIDTH, (GREW_AT + by) * WIDTH)
  return describePage({ ...before, data }, 2)
}

const layerOf = (pages: readonly PageFeatures[], layer: Layer = LAYERS[0]) =>
  buildIndex(pages.length, (number) => Promise.resolve(pages[number]), layer)

describe('pages of one kind', () => {
  it.each([2, 6])(
    'are told apart, from a view of another of them, by what few have (form %i)',
    async (shown) => {
      const index = await layerOf(described)
      const picture = detectIn(pyramidOf(forms[shown]), 'plain')
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
    const index = await layerOf(described)
    const like = pagesLike(index, described[4], LAYERS[0], 100)
    expect(like[0]).toEqual({ page: 4, shift: 0 })
    const unmoved = like.filter(({ shift }) => Math.abs(shift) <= 2).map(({ page }) => page)
    expect(unmoved.toSorted((a, b) => a - b)).toEqual(forms.map((_, number) => number))
    expect(pagesLike(index, described[other], LAYERS[0], 100)[0]).toEqual({ page: other, shift: 0 })
    expect(new Set(pagesLike(index, described[4], LAYERS[0], 3).map(({ page }) => page)).size).toBe(3)
  })

  it('count a feature once, however often another page repeats it', async () => {
    const own = described[0]
    // Every one of the page's features becomes a bullet that stands thirty times in one column of another.
    const repeated = Uint16Array.from(own.words, () => own.words[0])
    const bullets = {
      ...own,
      words: repeated,
      features: {
        ...own.features,
        x: own.features.x.map(() => own.features.x[0]),
        y: own.features.y.map((_, k) => 20 * (k % 30)),
      },
    }
    const index = await layerOf([bullets, own])
    expect(pagesLike(index, own, LAYERS[0], 100)).toEqual([{ page: 1, shift: 0 }])
  })

  it('are known where a paragraph grew and the rest moved down', async () => {
    const by = 26
    const editions = [described[0], grownForm(by), described[other]]
    const index = await layerOf(editions)
    const shifts = pagesLike(index, editions[0], LAYERS[0], 100).filter(({ page }) => page === 1)
    const [unmoved, moved] = shifts.map(({ shift }) => shift).toSorted((a, b) => a - b)
    expect(shifts.length).toBe(2)
    expect(Math.abs(unmoved)).toBeLessThanOrEqual(1)
    expect(Math.abs(moved - by)).toBeLessThanOrEqual(1)
  })
})

describe('finding a page', () => {
  const finderOf = async (pages: readonly PageFeatures[], indexed: readonly PageFeatures[]) => {
    const opened: number[] = []
    const numbers = pages.map((_, page) => ({ documentId: String(page), page: 0 }))
    const layers = await Promise.all(LAYERS.map((layer) => layerOf(indexed, layer)))
    const finder: PageFinder = {
      pages: numbers,
      index: (layer) => {
        opened.push(layer)
        return Promise.resolve(layers[layer])
      },
      features: (page) => Promise.resolve(pages[numbers.indexOf(page)]),
    }
    return { finder, opened }
  }
  const found = (finder: PageFinder, plane: Plane, closely = false) =>
    findPages(finder, viewed(plane).seen('plain'), { look: 'plain', closely })

  it('is done with the coarsest features where one is plainly seen, and with all coarse ones where many are alike', async () => {
    const plain = await finderOf([described[other]], [described[other]])
    const [guess] = await found(plain.finder, syntheticPage(WIDTH, HEIGHT, 2))
    expect(guess.documentId).toBe('0')
    expect(new Set(plain.opened)).toEqual(new Set([0]))
    const alike = await finderOf(described, described)
    const [first] = await found(alike.finder, forms[5])
    expect(first.documentId).toBe('5')
    expect(new Set(alike.opened)).toEqual(new Set([...LAYERS.keys()].slice(0, COARSE_LAYERS)))
  })

  it('asks the fine features, one layer after the other, where the coarse ones show nothing and there is time', async () => {
    const coarse = LAYERS[COARSE_LAYERS].from
    const unseen = described.map((one) => ({
      ...one,
      features: {
        ...one.features,
        signatures: one.features.signatures.map((bits, at) =>
          at < coarse * SIGNATURE_WORDS ? ~bits >>> 0 : bits,
        ),
      },
    }))
    // More than are searched closely in any case, and the right one last.
    const pages = [...Array.from({ length: 40 }, () => described[other]), described[4]]
    const { finder, opened } = await finderOf(pages, [
      ...Array.from({ length: 40 }, () => unseen[other]),
      unseen[4],
    ])
    const hasty = await found(finder, forms[4])
    expect(hasty.some(({ documentId }) => documentId === '40')).toBe(false)
    expect(new Set(opened)).toEqual(new Set([...LAYERS.keys()].slice(0, COARSE_LAYERS)))
    const [guess] = await found(finder, forms[4], true)
    expect(guess.documentId).toBe('40')
    expect(opened.slice(-2)).toEqual([...LAYERS.keys()].slice(COARSE_LAYERS))
  })

  it('hands on another edition whose features the picture matches with nothing, as it lies', async () => {
    // In the index the edition has features that no picture shows, but for those that it has in common with the other.
    // It moved farther than verifying would see by itself.
    const by = 120
    const grown = grownForm(by)
    const unseen = {
      ...grown,
      features: { ...grown.features, signatures: grown.features.signatures.map((bits) => ~bits >>> 0) },
    }
    const { finder } = await finderOf([described[0], grown], [described[0], unseen])
    const guesses = await found(finder, forms[0])
    expect(guesses[0].documentId).toBe('0')
    const edition = guesses.find(({ documentId }) => documentId === '1')
    if (edition === undefined) throw new Error('The other edition was not handed on.')
    // Most of the page lies below what grew, and there the edition's own millimetres are farther down by as much.
    const { x, y } = mapHomography(edition.sheet.homography, 250 / 2, (560 + by) / 2)
    expect(x).toBeCloseTo(250, -0.5)
    expect(Math.abs(y - 560)).toBeLessThan(4)
  })
})
