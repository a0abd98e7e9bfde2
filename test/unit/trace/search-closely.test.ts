import { describe, expect, it } from 'vitest'
import { openRaster } from '../../../main/document/open-raster.ts'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { agreements, newPairs } from '../../../main/trace/agreement.ts'
import { describePage, detectIn } from '../../../main/trace/describe-page.ts'
import { searchClosely } from '../../../main/trace/search-closely.ts'
import { firstView, verifyPage } from '../../../main/trace/verify-page.ts'
import { mapHomography } from '../../../shared/maths/geometry.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { makePage } from '../../paper/page-kinds.ts'

describe('views that pairs agree on', () => {
  /** Points of a page, seen moved by `dx`: six of them as they are, four moved elsewhere, and one stray. */
  const pairs = newPairs(11)
  for (let k = 0; k < 11; k++) {
    pairs.srcX[k] = 40 * k
    pairs.srcY[k] = 30 * ((k * 7) % 5)
    pairs.dstX[k] = pairs.srcX[k] + (k < 6 ? 0 : k < 10 ? 500 : 3000)
    pairs.dstY[k] = pairs.srcY[k]
    pairs.weight[k] = 1
  }

  it('come best first, and no pair stands behind two', () => {
    const found = agreements(pairs, 3)
    expect(found.map(({ pairs: { count } }) => count)).toEqual([6, 4])
    expect(found[0].score).toBeGreaterThan(found[1].score)
    for (const [k, moved] of [0, 500].entries())
      found[k].pairs.dstX.forEach((x, i) => expect(x - found[k].pairs.srcX[i]).toBe(moved))
  })

  it('stand by how widely their pairs agree: a paragraph says more than the letters of a title', () => {
    const at = (place: (k: number) => readonly [number, number], count: number) => {
      const some = newPairs(count)
      for (let k = 0; k < count; k++) {
        const [x, y] = place(k)
        some.srcX[k] = some.dstX[k] = x
        some.srcY[k] = some.dstY[k] = y
        some.weight[k] = 1
      }
      return agreements(some, 1)[0]
    }
    const title = at((k) => [300 + 7 * k, 100 + 5 * (k % 3)], 24)
    const paragraph = at((k) => [200 + 90 * (k % 4), 200 + 80 * Math.floor(k / 4)], 16)
    expect(title.pairs.count).toBeGreaterThan(paragraph.pairs.count)
    expect(paragraph.score).toBeGreaterThan(1.2 * title.score)
  })

  it('are no more than asked for, and none where no two pairs agree', () => {
    expect(agreements(pairs, 1)).toHaveLength(1)
    expect(agreements(newPairs(1), 3)).toEqual([])
  })
})

describe('a page searched closely', () => {
  it('is laid where it lies on a close-up of a table, whose lines are all alike', async () => {
    const raster = await openRaster(await makePage('table', 1))
    const page = raster.render(0, 6)
    const close = raster.render(0, 14)
    raster.close()
    const original = newPlane(page.width, page.height)
    original.data.set(page.data)
    // Eight lines or so of it, 80 by 60 mm, 105 mm from the left and 120 from the top.
    const [x0, y0] = [105 * 14, 120 * 14]
    const picture = newPlane(80 * 14, 60 * 14)
    for (let y = 0; y < picture.height; y++)
      for (let x = 0; x < picture.width; x++)
        picture.data[y * picture.width + x] = close.data[(y0 + y) * close.width + x0 + x]

    const described = describePage(original, 6)
    const features = detectIn(pyramidOf(picture), 'plain')
    const [view] = searchClosely(described, features)
    const verified = verifyPage(described, features, firstView(view.pairs), picture.width / features.width)
    expect(verified?.support).toBeGreaterThan(60)
    for (const [x, y] of [
      [110, 125],
      [180, 175],
    ]) {
      const seen = mapHomography(verified?.homography ?? [1, 0, 0, 0, 1, 0, 0, 0, 1], x, y)
      expect(seen.x / 14 + 105 - x).toBeCloseTo(0, 0)
      expect(seen.y / 14 + 120 - y).toBeCloseTo(0, 0)
    }
  })
})
