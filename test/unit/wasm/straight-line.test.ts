import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../shared/maths/seeded-random.ts'
import { signed, unsigned } from '../../../shared/wasm/assemble.ts'
import { pagesFor, start } from '../../../shared/wasm/start.ts'
import { SLICE_BYTES, straightLine, type Steps, type Value } from '../../../shared/wasm/straight-line.ts'

const random = seededRandom(6)
const LANES = SLICE_BYTES / 4

/** What a step makes of two vectors of four numbers. */
const tried = (
  step: (steps: Steps, first: Value, second: Value) => Value,
  operands: Int32Array,
): number[] => {
  const { memory, run } = start(
    [straightLine('try', 2, (steps) => steps.store(1, 3, step(steps, steps.load(0, 0), steps.load(0, 1))))],
    1024,
  )
  new Int32Array(memory.buffer).set(operands)
  run.try(0, 256)
  return [...new Int32Array(memory.buffer, 256 + 3 * SLICE_BYTES, LANES)]
}

describe('WebAssembly put together', () => {
  // The examples of the DWARF standard, 7.6, from which the format comes.
  it('writes whole numbers as the standard does', () => {
    expect([2, 127, 128, 129, 12857].map(unsigned)).toEqual([[2], [127], [128, 1], [129, 1], [185, 100]])
    expect([2, -2, 127, -127, 128, -128, 129, -129].map(signed)).toEqual(
      [[2], [126], [255, 0], [129, 127], [128, 1], [128, 127], [129, 1], [255, 126]], // prettier-ignore
    )
    expect(unsigned(0xffffffff)).toEqual([255, 255, 255, 255, 15])
  })

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

  it('has memory enough for what was asked', () => {
    expect([1, 65_536, 65_537].map(pagesFor)).toEqual([1, 1, 2])
    const { memory } = start([straightLine('nothing', 0, () => undefined)], 70_000)
    expect(memory.buffer.byteLength).toBe(131_072)
  })
})
