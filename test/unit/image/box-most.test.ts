import { describe, expect, it } from 'vitest'
import { boxMost } from '../../../main/image/box-most.ts'
import { newPlane } from '../../../shared/maths/plane.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

describe('the most of a box', () => {
  it('is what looking at all of it finds, at the edges too', () => {
    const random = seededRandom(4)
    const plane = newPlane(23, 17)
    plane.data.forEach((_, k) => (plane.data[k] = random() - 0.5))
    const most = boxMost(plane, 3)
    most.data.forEach((value, at) => {
      const [x, y] = [at % 23, Math.floor(at / 23)]
      const around = plane.data.filter(
        (_, k) => Math.abs((k % 23) - x) <= 3 && Math.abs(Math.floor(k / 23) - y) <= 3,
      )
      expect(value).toBe(Math.max(...around))
    })
  })
})
