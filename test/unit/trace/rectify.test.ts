import { describe, expect, it } from 'vitest'
import { pyramidOf } from '../../../main/image/pyramid.ts'
import { rectify, withRestGrey } from '../../../main/trace/rectify.ts'
import { flatBend } from '../../../main/trace/sheet.ts'
import { newPlane } from '../../../shared/maths/plane.ts'

describe('a page straightened out of a picture that shows a strip of it', () => {
  const strip = newPlane(200, 40)
  strip.data.fill(250)
  // The strip lies 30 mm down a page of 50 x 80 mm, 4 pixels to the millimetre.
  const sheet = { homography: [4, 0, -0.5, 0, 4, -120.5, 0, 0, 1], bend: flatBend([50, 80]) } as const
  const seen = rectify(pyramidOf(strip), sheet, 50, 80, 4)
  const at = (data: ArrayLike<number>, yMm: number) => data[4 * yMm * seen.plane.width + 100]

  it('is known to be seen there alone', () => {
    expect([20, 35, 45].map((y) => at(seen.inside, y))).toEqual([0, 1, 0])
  })

  it('is shown to people as it is there, and neither white nor black elsewhere', () => {
    const { data } = withRestGrey(seen)
    expect(at(data, 35)).toBeCloseTo(250)
    for (const y of [20, 45]) {
      expect(at(data, y)).toBeGreaterThan(80)
      expect(at(data, y)).toBeLessThan(200)
    }
  })
})
