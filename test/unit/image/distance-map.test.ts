import { describe, expect, it } from 'vitest'
import { distanceMap } from '../../../main/image/distance-map.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'

const [WIDTH, HEIGHT] = [70, 50]

describe('a distance map', () => {
  it('comes within a twelfth of the distance to the nearest mark', () => {
    const random = seededRandom(5)
    const marked = Uint8Array.from({ length: WIDTH * HEIGHT }, () => (random() < 0.004 ? 1 : 0))
    const marks = [...marked.keys()].filter((at) => marked[at])
    const { data } = distanceMap(marked, WIDTH)
    expect(marks.length).toBeGreaterThan(5)
    data.forEach((far, at) => {
      const truly = Math.min(
        ...marks.map((m) =>
          Math.hypot((m % WIDTH) - (at % WIDTH), Math.floor(m / WIDTH) - Math.floor(at / WIDTH)),
        ),
      )
      expect(far).toBeGreaterThanOrEqual(truly - 1e-4)
      expect(far).toBeLessThanOrEqual(truly * 1.083 + 1e-4)
    })
  })

  it('is far everywhere where nothing is marked', () => {
    const { data } = distanceMap(new Uint8Array(WIDTH * HEIGHT), WIDTH)
    expect(Math.min(...data)).toBeGreaterThanOrEqual(WIDTH)
  })
})
