import { describe, expect, it } from 'vitest'
import { sparseViews } from '../../../main/trace/sparse-views.ts'
import { homographyBetween, mapHomography } from '../../../shared/maths/geometry.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { QUAD, sheetOnTable } from '../../support/sheet-on-table.ts'

const [WIDTH_MM, HEIGHT_MM] = [210, 297]
const CORNERS = [
  { x: 0, y: 0 },
  { x: WIDTH_MM, y: 0 },
  { x: WIDTH_MM, y: HEIGHT_MM },
  { x: 0, y: HEIGHT_MM },
]
const toPicture = homographyBetween(CORNERS, QUAD)

/** Features of one line near the page's top, found to a pixel or so, each as far off as it happens. */
const line = (seed: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: 14 }, (_, k) => {
    const [x, y] = [30 + 6 * k, 34 + 3 * random()]
    const seen = mapHomography(toPicture, x, y)
    return { x, y, seenX: seen.x + 3 * (random() - 0.5), seenY: seen.y + 3 * (random() - 0.5) }
  })
}

describe('a page with one line on it', () => {
  const picture = sheetOnTable(QUAD, 60)

  it.each([1, 2, 3, 4])('is seen through its sheet, to its far corners (features %i)', (seed) => {
    const views = sparseViews(picture, line(seed), [WIDTH_MM, HEIGHT_MM]).filter(({ edges }) => edges)
    expect(views.length).toBe(2)
    const misses = views.map(({ homography }) =>
      Math.max(
        ...CORNERS.map(({ x, y }, k) => {
          const there = mapHomography(homography, x, y)
          return Math.hypot(there.x - QUAD[k].x, there.y - QUAD[k].y)
        }),
      ),
    )
    // A pixel of the features is no more than a few at the corners, where they are not let tell the printer's scale.
    expect(Math.min(...misses)).toBeLessThan(6)
  })

  it('has its edges where the sheet has', () => {
    const [{ edges = [] }] = sparseViews(picture, line(1), [WIDTH_MM, HEIGHT_MM]).filter((view) => view.edges)
    expect(edges.length).toBeGreaterThan(200)
    for (const { x, y, outX, outY, seenX, seenY } of edges) {
      const there = mapHomography(toPicture, x, y)
      expect(Math.hypot(there.x - seenX, there.y - seenY)).toBeLessThan(8)
      expect(Math.hypot(outX, outY)).toBeCloseTo(1)
    }
  })

  it('is not looked for through its sheet where its features span it', () => {
    const places = CORNERS.flatMap(({ x, y }) => {
      const seen = mapHomography(toPicture, x, y)
      return { x, y, seenX: seen.x, seenY: seen.y }
    })
    expect(sparseViews(picture, places, [WIDTH_MM, HEIGHT_MM])).toEqual([])
  })
})
