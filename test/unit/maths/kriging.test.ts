import { describe, expect, it } from 'vitest'
import {
  leftovers,
  leftoversByKind,
  nearestOthers,
  type FieldKind,
  type Seen,
} from '../../../shared/maths/kriging.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { meanAndDeviation, robustDeviation } from '../../../shared/maths/statistics.ts'

const NOISE = 0.04
const WIDE = 200
const COUNT = 900

/** Waves of some 60 and 80 mm, seen with noise at places some 7 mm apart. */
const field = (x: number, y: number): number =>
  0.5 * Math.sin(x / 11 + y / 19) + 0.4 * Math.cos(y / 15 - x / 24)

const seenWith = (told: (x: number, y: number) => number, count = COUNT, noise = NOISE): Seen => {
  const random = seededRandom(7)
  // Of twelve even ones the sum is all but normal.
  const normal = () => Array.from({ length: 12 }, random).reduce((sum, v) => sum + v, -6)
  const x = Float64Array.from({ length: count }, () => WIDE * random())
  const y = Float64Array.from({ length: count }, () => WIDE * random())
  const value = Float64Array.from(x, (at, k) => told(at, y[k]) + noise * normal())
  return { x, y, value, noise: new Float64Array(count).fill(noise ** 2) }
}

const LIKE_IT: FieldKind = { deviation: 0.3, length: 25 }

describe('what is left of values once the field around them is taken away', () => {
  it('is the noise of each, and as uncertain as it is said to be', () => {
    const seen = seenWith(field)
    const { left, variance } = leftovers(seen, nearestOthers(seen), LIKE_IT)
    expect(robustDeviation(seen.value)).toBeGreaterThan(8 * NOISE)
    expect(robustDeviation(left)).toBeLessThan(1.6 * NOISE)
    const scaled = left.map((v, k) => v / Math.sqrt(seen.noise[k] + variance[k]))
    expect(meanAndDeviation(scaled).sd).toBeGreaterThan(0.8)
    expect(meanAndDeviation(scaled).sd).toBeLessThan(1.25)
  })

  it('is nothing of a slope however steep, whatever kind of field it is taken for', () => {
    const seen = seenWith((x, y) => 3 + 0.02 * x - 0.03 * y, 400, 1e-6)
    for (const kind of [LIKE_IT, { deviation: 1, length: 60 }]) {
      const { left } = leftovers(seen, nearestOthers(seen), kind)
      expect(robustDeviation(left)).toBeLessThan(0.01)
    }
  })

  it('is a jump that one value makes by itself, whole, and moves its neighbours little', () => {
    const seen = seenWith(field)
    const nearest = nearestOthers(seen)
    const before = leftovers(seen, nearest, LIKE_IT).left
    const jumped = { ...seen, value: seen.value.map((v, k) => (k === 100 ? v + 1 : v)) }
    const { left } = leftovers(jumped, nearest, LIKE_IT)
    expect(left[100] - before[100]).toBeCloseTo(1, 9)
  })

  it('takes a value that is told to be noisy for little', () => {
    const seen = seenWith(() => 0, 300, 1e-3)
    const value = seen.value.map((v, k) => (k % 10 === 0 ? 5 : v))
    const noise = seen.noise.map((v, k) => (k % 10 === 0 ? 1e4 : v))
    const { left } = leftovers({ ...seen, value, noise }, nearestOthers(seen), LIKE_IT)
    expect(robustDeviation(left.filter((_, k) => k % 10 !== 0))).toBeLessThan(0.01)
  })

  it('is asked of some places alone, and is unknown where there are no others', () => {
    const seen = seenWith(field, 50)
    const nearest = nearestOthers(seen)
    const all = leftovers(seen, nearest, LIKE_IT)
    const [some] = leftoversByKind(seen, nearest, [LIKE_IT], [3, 40])
    expect([...some.left]).toEqual([all.left[3], all.left[40]])
    expect([...some.variance]).toEqual([all.variance[3], all.variance[40]])
    const alone = seenWith(field, 1)
    expect(leftovers(alone, nearestOthers(alone), LIKE_IT).left[0]).toBeNaN()
    const two = seenWith(field, 2)
    expect(leftovers(two, nearestOthers(two), LIKE_IT).left[0]).toBeCloseTo(two.value[0] - two.value[1], 9)
  })

  it('is the same of many kinds of field at once as of each by itself', () => {
    const seen = seenWith(field, 60)
    const nearest = nearestOthers(seen)
    const kinds = [10, 25].flatMap((length) => [0.1, 0.3].map((deviation) => ({ deviation, length })))
    const together = leftoversByKind(seen, nearest, kinds, [...seen.value.keys()])
    expect(together).toEqual(kinds.map((kind) => leftovers(seen, nearest, kind)))
  })

  it('looks at the nearest ones', () => {
    const seen = seenWith(field, 200)
    const nearest = nearestOthers(seen)
    const each = nearest.length / 200
    for (const k of [0, 77, 199]) {
      const distance = (other: number) => Math.hypot(seen.x[other] - seen.x[k], seen.y[other] - seen.y[k])
      const others = [...seen.x.keys()].filter((other) => other !== k)
      const sorted = others.toSorted((a, b) => distance(a) - distance(b)).slice(0, each)
      expect([...nearest.subarray(k * each, (k + 1) * each)]).toEqual(sorted)
    }
  })
})
