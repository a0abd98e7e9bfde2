import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { describePage, detectIn } from '../../../main/trace/describe-page.ts'
import { foldedSheet } from '../../../main/trace/fold-sheet.ts'
import { placeOnPicture, type Sheet } from '../../../main/trace/sheet.ts'
import { verifyPage } from '../../../main/trace/verify-page.ts'
import type { Homography } from '../../../shared/maths/geometry.ts'
import { newPlane, type Plane } from '../../../shared/maths/plane.ts'
import { median } from '../../../shared/maths/statistics.ts'
import { syntheticPage } from '../image/synthetic-page.ts'

const PX_PER_MM = 4
const [WIDTH, HEIGHT] = [210 * PX_PER_MM, 297 * PX_PER_MM]
const AS_IT_IS: Homography = [1, 0, 0, 0, 1, 0, 0, 0, 1]
const page = syntheticPage(WIDTH, HEIGHT, 5)
const described = describePage(page, PX_PER_MM)

/** How far to the side a sheet folded to and fro is seen, by the row. */
const aside =
  (panelPx: number, slope: number) =>
  (y: number): number => {
    const panel = Math.floor(y / panelPx)
    const along = y - panel * panelPx
    return slope * (panel % 2 === 0 ? along : panelPx - along)
  }

const shifted = (plane: Plane, by: (y: number) => number): Plane => {
  const { width, height, data } = plane
  const out = newPlane(width, height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = x - Math.round(by(y))
      out.data[y * width + x] = from >= 0 && from < width ? data[y * width + from] : 255
    }
  return out
}

const foldIn = (picture: Plane): Sheet | null => {
  const features = detectIn(pyramidOf(picture), 'plain')
  const verified = verifyPage(described, features, AS_IT_IS, picture.width / features.width)
  if (verified === null) throw new Error('The page was not found.')
  return foldedSheet(described, features, picture.width / features.width, verified, [210, 297])
}

describe('a folded sheet', () => {
  it('is laid piece by piece, each where it is', () => {
    const by = aside(37 * PX_PER_MM, 0.3)
    const sheet = foldIn(shifted(page, by))
    if (sheet === null) throw new Error('No folds were seen.')
    const misses: number[] = []
    for (let y = 20; y <= 270; y += 10)
      for (let x = 20; x <= 180; x += 10) {
        const seen = placeOnPicture(sheet, x, y)
        const truth = { x: x * PX_PER_MM - 0.5 + by(y * PX_PER_MM), y: y * PX_PER_MM - 0.5 }
        misses.push(Math.hypot(seen.x - truth.x, seen.y - truth.y) / PX_PER_MM)
      }
    expect(median(misses)).toBeLessThan(0.5)
    expect(misses.filter((miss) => miss < 2).length).toBeGreaterThan(0.95 * misses.length)
  })

  it('is none where a page lies flat, or leans', () => {
    expect(foldIn(page)).toBeNull()
    expect(foldIn(shifted(page, (y) => 0.1 * y))).toBeNull()
  })

  it('does not tear: what looks like a piece of it much farther off is none', () => {
    // A panel in the middle, drawn 12 mm aside: so far from its neighbours no paper gets.
    const torn = shifted(page, (y) => (y > 0.4 * HEIGHT && y < 0.6 * HEIGHT ? 12 * PX_PER_MM : 0))
    expect(foldIn(torn)).toBeNull()
  })
})
