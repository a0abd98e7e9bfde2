import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { LAYERS, describePage, detectIn } from '../../../main/trace/describe-page.ts'
import {
  buildIndex,
  changeIndex,
  growIndex,
  packPlace,
  placeAngle,
  placeLogScale,
  placeX,
  placeY,
  type AddedPage,
  type PageIndex,
} from '../../../main/trace/page-index.ts'
import type { PageToCompare } from '../../../main/trace/confirm-pages.ts'
import { viewed } from '../../../main/trace/leak-view.ts'
import { findPages } from '../../../main/trace/find-page.ts'
import { newSignatureList } from '../../../main/image/signature-list.ts'
import { searchIndex } from '../../../main/trace/search-index.ts'
import { decodeIndex, encodeIndex } from '../../../main/engine/index-file.ts'
import { syntheticPage } from '../image/synthetic-page.ts'

const PAGES = [11, 12, 13, 14]
const planes = PAGES.map((seed) => syntheticPage(500, 700, seed))
const described = planes.map((plane) => describePage(plane, 2))
const WIDELY = { voters: 2400, compared: 100, kept: 100 }
/** All that is indexed of a page. */
const WHOLE = { from: 0, to: LAYERS[LAYERS.length - 1].to }
const indexOf = (pages: readonly AddedPage['described'][]) =>
  buildIndex(pages.length, (number) => Promise.resolve(pages[number]), WHOLE)

/** Entries as they compare whatever their order within a word's list. */
const sortedParts = (index: PageIndex | undefined) =>
  index && {
    starts: index.starts,
    places: index.places.toSorted(),
    signatures: index.signatures.words.toSorted(),
    // How many features of each page there are.
    pages: index.pages.toSorted(),
  }

describe('page index', () => {
  it('packs a place to a pixel, a scale to a quarter octave and an angle to a 32nd of a turn', () => {
    const packed = packPlace(1399.4, 7.6, 3.1, 6.2)
    expect([placeX(packed), placeY(packed)]).toEqual([1399, 8])
    expect(Math.abs(placeLogScale(packed) - Math.log(3.1))).toBeLessThan(0.09)
    expect(Math.abs(Math.sin(placeAngle(packed) - 6.2))).toBeLessThan(0.1)
  })

  it('finds each page in its own picture', async () => {
    const index = await indexOf(described)
    for (const [number, plane] of planes.entries()) {
      const { found } = await searchIndex([index], detectIn(pyramidOf(plane), 'plain'), WIDELY, undefined)
      expect(found[0].page).toBe(number)
    }
  })

  it('holds every feature in one of its layers, and is searched in any of them', async () => {
    const whole = await indexOf(described)
    const layers = await Promise.all(
      LAYERS.map((layer) => buildIndex(described.length, (n) => Promise.resolve(described[n]), layer)),
    )
    const places = layers.flatMap((layer) => [...layer.places])
    expect(places.toSorted((a, b) => a - b)).toEqual([...whole.places].toSorted((a, b) => a - b))
    const picture = detectIn(pyramidOf(planes[1]), 'plain')
    const searched = async (some: readonly PageIndex[]) =>
      (await searchIndex(some, picture, WIDELY, undefined)).found
    const filled = layers.filter((_, layer) => LAYERS[layer].from < described[1].features.count)
    expect(filled.length).toBeGreaterThan(2)
    for (const layer of filled) expect((await searched([layer]))[0].page).toBe(1)
    const [both, one] = [await searched(layers), await searched([whole])]
    expect(both.map(({ page }) => page)).toEqual(one.map(({ page }) => page))
    both.forEach(({ score }, k) => expect(score).toBeCloseTo(one[k].score, 3))
  })

  it('where it finds no page, some are searched closely all the same, if that is asked for', async () => {
    const pages = PAGES.map((seed) => ({ documentId: String(seed), page: 0 }))
    const empty = await indexOf(described.map((one) => ({ ...one, words: new Uint16Array(0) })))
    const features = (page: PageToCompare) =>
      Promise.resolve(described[pages.findIndex((one) => one === page)])
    const finder = { pages, index: () => Promise.resolve(empty), features }
    const picture = viewed(planes[2]).seen('plain')
    expect(await findPages(finder, picture, { look: 'plain', closely: false })).toEqual([])
    const [found] = await findPages(finder, picture, { look: 'plain', closely: true })
    expect(found.documentId).toBe(String(PAGES[2]))
  })

  it('is the same put together at once, in two steps, and read back', async () => {
    const whole = await indexOf(described)
    const half = await indexOf(described.slice(0, 2))
    const rest = described.slice(2).map((one, k) => ({ number: k + 2, described: one }))
    const grown = changeIndex(half, Int32Array.of(0, 1), rest, PAGES.length, WHOLE)
    const names = PAGES.map(String)
    const parts = [...encodeIndex({ names, index: grown })]
    const read = await decodeIndex((place) => Promise.resolve(parts[place] ?? null))
    expect(read?.names).toEqual(names)
    for (const index of [grown, read?.index]) expect(sortedParts(index)).toEqual(sortedParts(whole))
  })

  it('grows by more pages than are held at a time, among others that are renumbered or left out', async () => {
    const few = described.map(({ features, words, pxPerMm }) => ({
      features,
      words: words.slice(0, 3),
      pxPerMm,
    }))
    const PAGE_COUNT = 1203
    const old = await indexOf(few)
    const renumber = Int32Array.of(1202, -1, 7, 0)
    const added = Array.from({ length: PAGE_COUNT }, (_, k) => k).filter((k) => !renumber.includes(k))
    const one = (number: number) => few[number % few.length]
    const grown = await growIndex(old, renumber, added, (n) => Promise.resolve(one(n)), PAGE_COUNT, WHOLE)
    const atOnce = changeIndex(
      old,
      renumber,
      added.map((number) => ({ number, described: one(number) })),
      PAGE_COUNT,
      WHOLE,
    )
    expect(grown.pageCount).toBe(PAGE_COUNT)
    expect(sortedParts(grown)).toEqual(sortedParts(atOnce))
    const without = await growIndex(
      old,
      Int32Array.of(0, -1, -1, -1),
      [],
      (n) => Promise.resolve(one(n)),
      1,
      WHOLE,
    )
    expect([...without.pages]).toEqual([0, 0, 0])
  })

  it('is kept in parts, and those of two that were written by turns are none', async () => {
    const few = await indexOf(described)
    // More entries than go into a part: places and pages are made up, and the last word's list is the longer one.
    const ENTRIES = (1 << 18) + 5
    const signatures = newSignatureList(ENTRIES, 1)
    signatures.words.set(few.signatures.words)
    const large: PageIndex = {
      pageCount: PAGES.length,
      starts: few.starts.map((start, k) => (k === few.starts.length - 1 ? ENTRIES : start)),
      places: Uint32Array.from({ length: ENTRIES }, (_, k) => k * 7),
      pages: Uint32Array.from({ length: ENTRIES }, (_, k) => k % PAGES.length),
      signatures,
    }
    const names = PAGES.map(String)
    const [once, again] = [1, 2].map(() => [...encodeIndex({ names, index: large })])
    expect(once.length).toBe(3)
    const read = await decodeIndex((place) => Promise.resolve(once[place] ?? null))
    expect(read?.index.places).toEqual(large.places)
    expect(read?.index.pages).toEqual(large.pages)
    expect(read?.index.signatures.words).toEqual(large.signatures.words)
    for (const [spoilt, part] of [
      [2, again[2]],
      [2, null],
      [1, once[1].subarray(4)],
    ] as const) {
      const parts = (place: number) => Promise.resolve(place === spoilt ? part : once[place])
      expect(await decodeIndex(parts)).toBeNull()
    }
  })

  it('takes nothing for an index that is none', async () => {
    for (const bytes of [null, Buffer.from('no index'), new Uint8Array(64)])
      expect(await decodeIndex(() => Promise.resolve(bytes))).toBeNull()
  })
})
