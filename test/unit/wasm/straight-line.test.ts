import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { start } from '../../../shared/wasm/start.ts'
import { SLICE_BYTES, straightLine, type Steps, type Value } from '../../../shared/wasm/straight-line.ts'

const random = seededRandom(6)
const LANES = SLICE_BYTES / 4

/** What a step makes of two vectors of four numbers. */
const tried = (
  step: (steps: Steps, first: Value, second: Value) => Value,
  operands: Int32Array,
): number[] => {
  const { memory, run } = start([
    straightLine('try', 2, (steps) => steps.store(1, 3, step(steps, steps.load(0, 0), steps.load(0, 1)))),
  ])
  const buffer = memory(1024)
  new Int32Array(buffer).set(operands)
  run.try(0, 256)
  return [...new Int32Array(buffer, 256 + 3 * SLICE_BYTES, LANES)]
}

describe('a function without branches', () => {
  it.each<[string, (steps: Steps, a: Value, b: Value) => Value, (a: number, b: number) => number]>([
    ['xor', ({ xor }, a, b) => xor(a, b), (a, b) => a ^ b],
    ['and', ({ and }, a, b) => and(a, b), (a, b) => a & b],
    ['not', ({ not }, a) => not(a), (a) => ~a],
    ['shiftUp', ({ shiftUp }, a) => shiftUp(a, 16), (a) => a << 16],
    ['shiftDown', ({ shiftDown }, a) => shiftDown(a, 3), (a) => (a >>> 3) | 0],
    ['splat', ({ splat }) => splat(-559038737), () => -559038737],
    ['several', ({ xor, and }, a, b) => xor(and(a, b), xor(b, b)), (a, b) => a & b],
  ])('does %s as JavaScript does it', (_, step, expected) => {
    for (let k = 0; k < 20; k++) {
      const operands = Int32Array.from({ length: 2 * LANES }, () => (random() - 0.5) * 2 ** 32)
      const lanes = Array.from({ length: LANES }, (_, lane) =>
        expected(operands[lane], operands[LANES + lane]),
      )
      expect(tried(step, operands)).toEqual(lanes)
    }
  })
})
