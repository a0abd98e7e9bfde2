import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { fitAsWhole } from '../../../main/trace/fit-as-whole.ts'
import { libraryPage } from '../../../main/trace/library.ts'
import { placeOnPicture, type Sheet } from '../../../main/trace/sheet.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { zeroField } from '../../../shared/maths/spline-field.ts'
import { bareLayout } from '../../support/bare-layout.ts'

const [WIDTH_MM, HEIGHT_MM, PERIOD_MM] = [210, 297, 30]

/** Six lines that come again and again, under a title that does not. */
const grey = (xMm: number, yMm: number): number => {
  if (yMm > 15 && yMm < 24) return xMm > 30 && xMm < 120 ? 40 : 255
  if (yMm < 30 || yMm > 270) return 255
  const line = Math.floor((yMm % PERIOD_MM) / 5)
  const ends = 60 + 120 * seededRandom(line + 1)()
  return yMm % 5 < 2.2 && xMm > 25 && xMm < ends ? 90 : 255
}

const render = (pxPerMm: number) => {
  const [width, height] = [Math.round(WIDTH_MM * pxPerMm), Math.round(HEIGHT_MM * pxPerMm)]
  const data = Uint8Array.from({ length: width * height }, (_, k) =>
    grey(((k % width) + 0.5) / pxPerMm, (Math.floor(k / width) + 0.5) / pxPerMm),
  )
  return { width, height, data }
}

describe('a page of lines that come again', () => {
  const page = libraryPage(bareLayout(WIDTH_MM, HEIGHT_MM), render)
  const shot = render(2)
  const plane = newPlane(shot.width, shot.height)
  plane.data.set(shot.data)
  const picture = pyramidOf(plane)
  const sheetMoved = (mm: number): Sheet => ({
    homography: [2, 0, -0.5, 0, 2, 2 * mm - 0.5, 0, 0, 1],
    bend: zeroField(WIDTH_MM, HEIGHT_MM, 60),
  })

  it('is moved to where all of it fits', () => {
    for (const periods of [1, -1]) {
      const found = fitAsWhole(picture, page, sheetMoved(periods * PERIOD_MM))
      expect(found).not.toBeNull()
      const at = placeOnPicture(found ?? sheetMoved(0), 100, 150)
      expect(Math.abs(at.y - 299.5)).toBeLessThan(2)
      expect(Math.abs(at.x - 199.5)).toBeLessThan(2)
    }
  })

  it('stays where it lies when that is right', () => {
    expect(fitAsWhole(picture, page, sheetMoved(0))).toBeNull()
  })
})
