import { describe, expect, it } from 'vitest'
import type { WasmFunction } from '../../../shared/wasm/assemble.ts'
import { start } from '../../../shared/wasm/start.ts'

const functionOf = (code: string, more: Partial<WasmFunction> = {}) => ({
  name: 'try' as const,
  parameters: [],
  locals: {},
  code,
  ...more,
})

/** A number through the code, and out again as what was stored. */
const stored = (value: number): number => {
  const { memory, run } = start([functionOf(`i32.const 0\ni32.const ${value}\ni32.store 0`)])
  const view = new DataView(memory(4))
  run.try()
  return view.getInt32(0, true)
}

/** Squares by adding odd numbers, with all that a loop needs. */
const SQUARE = {
  name: 'square',
  parameters: ['until'],
  result: 'f64',
  locals: { k: 'i32', odd: 'i64', sum: 'i64' },
  code: `
    i64.const 1
    local.set odd
    local.get k
    local.get until
    i32.lt_u
    if
      loop ;; with a remark
        local.get sum
        local.get odd
        i64.add
        local.set sum
        local.get odd
        i64.const 2
        i64.add
        local.set odd
        local.get k
        i32.const 1
        i32.add
        local.tee k
        local.get until
        i32.lt_u
        br_if 0
      end
    end
    local.get sum
    f64.convert_i64_s`,
} as const satisfies WasmFunction

const NEGATIVE = {
  name: 'negative',
  parameters: [],
  result: 'f64',
  locals: {},
  code: 'i64.const 0\ni64.const 129\ni64.const 3\ni64.shl\ni64.sub\nf64.convert_i64_s',
} as const satisfies WasmFunction

describe('WebAssembly from its text form', () => {
  it('writes whole numbers of any length and sign', () => {
    // At each of these the number of bytes in LEB128 changes.
    const powers = [6, 7, 13, 14, 20, 21, 27, 28, 30].map((bits) => 2 ** bits)
    const values = powers.flatMap((power) => [power - 1, power, -power, -power - 1])
    for (const value of [0, -1, 2 ** 31 - 1, -(2 ** 31), ...values]) expect(stored(value)).toBe(value)
  })

  it('runs several functions of one module, and they return what they say', () => {
    const { run } = start([SQUARE, NEGATIVE])
    expect([0, 1, 12, 1000].map((k) => run.square(k))).toEqual([0, 1, 144, 1e6])
    expect(run.negative()).toBe(-1032)
  })

  it('reaches memory at the offset that is written, however far', () => {
    const { memory, run } = start([
      functionOf('local.get at\nlocal.get at\ni32.load 70000\ni32.store 4', { parameters: ['at'] }),
    ])
    const words = new Int32Array(memory(80_000))
    words[70_008 / 4] = 77
    run.try(8)
    expect(words[12 / 4]).toBe(77)
  })

  it('takes the one branch or the other', () => {
    const { memory, run } = start([
      functionOf(
        `local.get k\ni32.const 5\ni32.ge_u\nlocal.get k\ni32.const 1\ni32.and\ni32.and
        if\ni32.const 0\ni32.const 3\nlocal.get k\ni32.sub\ni32.store 0\nelse\ni32.const 0\ni32.const 7\ni32.store 0\nend`,
        { parameters: ['k'] },
      ),
    ])
    const words = new Int32Array(memory(4))
    const results = [5, 6, 3, -1].map((k) => {
      run.try(k)
      return words[0]
    })
    expect(results).toEqual([-2, 7, 7, 4])
  })

  const FOUR = [-3, 0, 2.5, 7]
  const OTHERS = [-4, 0, 3, 7]
  it.each([
    ['f32x4.sub', FOUR.map((v, k) => v - OTHERS[k])],
    ['f32x4.pmax', FOUR.map((v, k) => Math.max(v, OTHERS[k]))],
    ['f32x4.abs', OTHERS.map(Math.abs)],
  ])('works out %s of four numbers', (name, expected) => {
    const load =
      name === 'f32x4.abs'
        ? 'i32.const 16\nv128.load 0'
        : 'i32.const 0\nv128.load 0\ni32.const 0\nv128.load 16'
    const { memory, run } = start([functionOf(`i32.const 32\n${load}\n${name}\nv128.store 0`)])
    const floats = new Float32Array(memory(48))
    floats.set([...FOUR, ...OTHERS])
    run.try()
    expect([...floats.subarray(8, 12)]).toEqual(expected)
  })

  it.each([
    ['lt', 0b0100],
    ['gt', 0b0001],
    ['le', 0b1110],
    ['ge', 0b1011],
  ])('compares four numbers by f32x4.%s', (name, expected) => {
    const compared = `i32.const 0\nv128.load 0\ni32.const 0\nv128.load 16\nf32x4.${name}`
    const { memory, run } = start([
      functionOf(`i32.const 32\n${compared}\ni32x4.bitmask\ni32.store 0
        i32.const 32\n${compared}\n${compared}\nv128.or\nv128.any_true\ni32.store 4
        i32.const 32\n${compared}\n${compared}\nv128.xor\nv128.any_true\ni32.store 8`),
    ])
    const floats = new Float32Array(memory(48))
    floats.set([...FOUR, ...OTHERS])
    run.try()
    expect([...new Int32Array(memory(48)).subarray(8, 11)]).toEqual([expected, 1, 0])
  })

  it('keeps by v128.andnot the bits of the first that the second has not', () => {
    const { memory, run } = start([
      functionOf(
        'i32.const 8\ni32.const 12\ni32x4.splat\ni32.const 10\ni32x4.splat\nv128.andnot\nv128.store 0',
      ),
    ])
    const words = new Int32Array(memory(24))
    run.try()
    expect([...words.subarray(2, 6)]).toEqual([4, 4, 4, 4])
  })

  it('has as much memory as was asked for at most, and keeps what is in it', () => {
    const { memory } = start([functionOf('')])
    expect(memory(0).byteLength).toBe(0)
    expect(memory(1).byteLength).toBe(65_536)
    new Uint8Array(memory(65_536))[9] = 5
    const grown = memory(65_537)
    expect(grown.byteLength).toBe(131_072)
    expect(new Uint8Array(grown)[9]).toBe(5)
    expect(memory(100)).toBe(grown)
  })

  it.each([
    ['i32.mull', 'no instruction i32.mull'],
    ['local.get nobody', 'no local nobody'],
    ['i32.const', 'no operand undefined'],
    ['i32.const 1.5', 'no operand 1.5'],
    ['i64.const 2147483648', 'no operand 2147483648'],
    ['v128.load -1', 'no operand -1'],
  ])('refuses %s', (line, message) => {
    expect(() => start([functionOf(line)])).toThrow(message)
  })
})
