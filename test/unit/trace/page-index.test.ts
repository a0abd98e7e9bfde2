import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { describePage, describePicture } from '../../../main/trace/describe-page.ts'
import {
  buildIndex,
  changeIndex,
  packPlace,
  placeAngle,
  placeLogScale,
  placeX,
  placeY,
} from '../../../main/trace/page-index.ts'
import { findPages, type PageToCompare } from '../../../main/trace/find-page.ts'
import { searchIndex } from '../../../main/trace/search-index.ts'
import { decodeIndex, encodeIndex } from '../../../main/engine/index-file.ts'
import { syntheticPage } from '../image/synthetic-page.ts'

const PAGES = [11, 12, 13, 14]
const planes = PAGES.map((seed) => syntheticPage(500, 700, seed))
const described = planes.map((plane) => describePage(plane, 2))

describe('page index', () => {
  it('packs a place to a pixel, a scale to a quarter octave and an angle to a 32nd of a turn', () => {
    const packed = packPlace(1399.4, 7.6, 3.1, 6.2)
    expect([placeX(packed), placeY(packed)]).toEqual([1399, 8])
    expect(Math.abs(placeLogScale(packed) - Math.log(3.1))).toBeLessThan(0.09)
    expect(Math.abs(Math.sin(placeAngle(packed) - 6.2))).toBeLessThan(0.1)
  })

  it('finds each page in its own picture', async () => {
    const index = buildIndex(described)
    for (const [number, plane] of planes.entries()) {
      const found = await searchIndex(index, describePicture(pyramidOf(plane), 'plain'), undefined)
      expect(found[0].page).toBe(number)
    }
  })

  it('where it finds no page, some are searched closely all the same, if that is asked for', async () => {
    const pages = PAGES.map((seed) => ({ documentId: String(seed), page: 0 }))
    const empty = buildIndex(described.map((one) => ({ ...one, words: new Uint16Array(0) })))
    const features = (page: PageToCompare) =>
      Promise.resolve(described[pages.findIndex((one) => one === page)])
    const finder = { pages, index: empty, features }
    const picture = pyramidOf(planes[2])
    expect(await findPages(finder, picture, { look: 'plain', closely: false })).toEqual([])
    const [found] = await findPages(finder, picture, { look: 'plain', closely: true })
    expect(found.documentId).toBe(String(PAGES[2]))
  })

  it('is the same put together at once, in two steps, and read back', () => {
    const whole = buildIndex(described)
    const half = buildIndex(described.slice(0, 2))
    const rest = described.slice(2).map((one, k) => ({ number: k + 2, described: one }))
    const grown = changeIndex(half, Int32Array.of(0, 1), rest, PAGES.length)
    const names = PAGES.map(String)
    const read = decodeIndex(encodeIndex({ names, index: grown }))
    expect(read?.names).toEqual(names)
    for (const index of [grown, read?.index]) {
      expect(index?.starts).toEqual(whole.starts)
      expect(index?.places.toSorted()).toEqual(whole.places.toSorted())
      expect(index?.signatures.words.toSorted()).toEqual(whole.signatures.words.toSorted())
      // How many features of each page there are.
      expect(index?.pages.toSorted()).toEqual(whole.pages.toSorted())
    }
  })

  it('takes nothing for an index that is none', () => {
    expect(decodeIndex(Buffer.from('no index'))).toBeNull()
    expect(decodeIndex(new Uint8Array(64))).toBeNull()
  })
})
