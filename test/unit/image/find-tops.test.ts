import { describe, expect, it } from 'vitest'
import { FIND_TOPS, OVERRUN_BYTES } from '../../../main/image/find-tops.ts'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { start } from '../../../shared/wasm/start.ts'

const WIDTH = 83
const HEIGHT = 40
const PLANE_BYTES = 4 * WIDTH * HEIGHT
const FLOOR_AT = 4 * PLANE_BYTES
const END_AT = FLOOR_AT + 4
const FOUND_AT = FLOOR_AT + 16

const { memory, run } = start([FIND_TOPS])
const buffer = memory(FOUND_AT + 4 * WIDTH + 2 * OVERRUN_BYTES)
const floats = new Float32Array(buffer)
const words = new Int32Array(buffer)

/** The difference between gaussians `level` and the next at a sample. */
const difference = (level: number, x: number, y: number): number => {
  const at = (level * HEIGHT + y) * WIDTH + x
  return Math.fround(floats[at + HEIGHT * WIDTH] - floats[at])
}

const isTop = (x: number, y: number, floor: number): boolean => {
  const here = difference(1, x, y)
  if (Math.abs(here) < floor) return false
  const sign = here > 0 ? 1 : -1
  for (const level of [0, 1, 2]) {
    for (const dy of [-1, 0, 1]) {
      for (const dx of [-1, 0, 1]) {
        if (level === 1 && dx === 0 && dy === 0) continue
        const above = sign * here - sign * difference(level, x + dx, y + dy)
        const comesLater = level === 1 && (dy > 0 || (dy === 0 && dx > 0))
        if (above < 0 || (above === 0 && !comesLater)) return false
      }
    }
  }
  return true
}

const found = (y: number, from: number, to: number, floor: number): number[] => {
  const row = PLANE_BYTES + 4 * y * WIDTH
  floats[FLOOR_AT / 4] = floor
  run.findTops(row + 4 * from, row + 4 * to, PLANE_BYTES, 4 * WIDTH, FLOOR_AT, FOUND_AT, END_AT)
  return [...words.subarray(FOUND_AT / 4, words[END_AT / 4] / 4)]
    .map((at) => (at - row) / 4)
    .filter((x) => x < to)
}

const expected = (y: number, from: number, to: number, floor: number): number[] =>
  Array.from({ length: to - from }, (_, k) => from + k).filter((x) => isTop(x, y, floor))

describe('tops of a difference of gaussians', () => {
  // With few values there are many ties, with very many hardly one.
  it.each([
    [2, 0],
    [3, 1],
    [7, 3],
    [2 ** 24, 2 ** 20],
  ])('are those that a plain search finds among %i values, from a floor of %i', (values, floor) => {
    const random = seededRandom(values)
    // The outer differences are the smaller ones, so that they do not outdo all of the middle's.
    for (let i = 0; i < 4 * WIDTH * HEIGHT; i++) {
      const outer = i < WIDTH * HEIGHT || i >= 3 * WIDTH * HEIGHT
      floats[i] = Math.floor(random() * values) * (outer || random() < 0.5 ? 0.5 : 1)
    }
    let total = 0
    for (let y = 1; y < HEIGHT - 1; y++) {
      for (const [from, to] of [
        [1, WIDTH - 1],
        [5, 40],
        [37, 38],
      ]) {
        const tops = expected(y, from, to, floor)
        expect(found(y, from, to, floor)).toEqual(tops)
        total += tops.length
      }
    }
    expect(total).toBeGreaterThan(10)
  })

  /** One more at a sample of one difference, and of no other. */
  const raise = (level: number, x: number, y: number, by: number): void => {
    for (let softer = level + 1; softer < 4; softer++) floats[(softer * HEIGHT + y) * WIDTH + x] += by
  }

  it('stand in every lane, as highs and as lows', () => {
    for (const sign of [1, -1]) {
      for (let x = 1; x < WIDTH - 1; x++) {
        floats.fill(0, 0, 4 * HEIGHT * WIDTH)
        raise(1, x, 7, sign)
        expect(found(7, 1, WIDTH - 1, 1)).toEqual([x])
        expect(found(7, 1, WIDTH - 1, 1.5)).toEqual([])
      }
    }
  })

  const offsets = [-1, 0, 1]
  const neighbours = [0, 1, 2].flatMap((level) =>
    offsets.flatMap((dy) => offsets.map((dx) => [level, dx, dy])),
  )

  it.each(neighbours.filter(([level, dx, dy]) => level !== 1 || dx !== 0 || dy !== 0))(
    'yield to an equal in level %i at %i, %i unless that comes later in their own',
    (level, dx, dy) => {
      for (const sign of [1, -1]) {
        floats.fill(0, 0, 4 * HEIGHT * WIDTH)
        raise(1, 22, 7, sign)
        raise(level, 22 + dx, 7 + dy, sign)
        expect(found(7, 22, 23, 1)).toEqual(level === 1 && (dy > 0 || (dy === 0 && dx > 0)) ? [22] : [])
      }
    },
  )
})
