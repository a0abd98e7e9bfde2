import { signed, unsigned, type WasmFunction } from '../wasm/assemble.ts'
import { pagesFor, start, type Started } from '../wasm/start.ts'

/** Bits of a residual once it is a whole number, with its sign. With more, the counts would not all find room in a processor's registers. */
export const PLANES = 12
/** Signs that are counted at a time. */
export const SIGNS_TOGETHER = 64
export const TOGETHER_BYTES = SIGNS_TOGETHER / 8

const SIGNS = 0
const END = 1
const AT = 2
const NOW = 3
const FIRST_COUNT = 4

/** Instructions by their numbers in the core specification, chapter 5.4. */
const LOOP = [0x03, 0x40]
const AGAIN_IF = [0x0d, 0]
const CLOSE = 0x0b
const I32_ADD = 0x6a
const I32_BELOW = 0x49
const I64_ADD = 0x7c
const I64_SUBTRACT = 0x7d
const I64_AND = 0x83
const I64_SHIFT_UP = 0x86
const I64_COUNT_ONES = 0x7b
const I64_TO_F64 = 0xb9
const get = (local: number): number[] => [0x20, ...unsigned(local)]
const set = (local: number): number[] => [0x21, ...unsigned(local)]
const i32 = (value: number): number[] => [0x41, ...signed(value)]
const i64 = (value: number): number[] => [0x42, ...signed(value)]
const loadI64 = (offset: number): number[] => [0x29, 3, ...unsigned(offset)]
const advance = (local: number, bytes: number): number[] => [
  ...get(local),
  ...i32(bytes),
  I32_ADD,
  ...set(local),
]

const planes = Array.from({ length: PLANES }, (_, plane) => plane)

/**
 * The sum of those whole numbers whose signs are set. It counts, plane by plane, the set signs whose number has that bit, and puts the counts
 * together by what the bits are worth: the topmost is negative, as ever in two's complement.
 */
const SUM_OF_SET = {
  name: 'sumOfSet',
  parameters: 3,
  result: 'f64',
  locals: ['i64', ...planes.map(() => 'i64' as const)],
  body: [
    LOOP,
    [...get(SIGNS), ...loadI64(0), ...set(NOW)],
    ...planes.map((plane) => [
      ...get(NOW),
      ...get(AT),
      ...loadI64(plane * TOGETHER_BYTES),
      I64_AND,
      I64_COUNT_ONES,
      ...get(FIRST_COUNT + plane),
      I64_ADD,
      ...set(FIRST_COUNT + plane),
    ]),
    advance(AT, PLANES * TOGETHER_BYTES),
    advance(SIGNS, TOGETHER_BYTES),
    [...get(SIGNS), ...get(END), I32_BELOW, ...AGAIN_IF],
    [CLOSE],
    [...i64(0), ...get(FIRST_COUNT + PLANES - 1), I64_SUBTRACT],
    ...planes
      .slice(0, -1)
      .toReversed()
      .map((plane) => [...i64(1), I64_SHIFT_UP, ...get(FIRST_COUNT + plane), I64_ADD]),
    [I64_TO_F64],
  ].flat(),
} as const satisfies WasmFunction

let weigher: Started<'sumOfSet'> | null = null

/** One for this thread, whose memory grows to what is asked for. */
const weigherWith = (bytes: number): Started<'sumOfSet'> => {
  weigher ??= start([SUM_OF_SET], bytes)
  const lacking = bytes - weigher.memory.buffer.byteLength
  if (lacking > 0) weigher.memory.grow(pagesFor(lacking))
  return weigher
}

/** Copies laid out at a time, beside which the planes stay in a processor's nearer caches. */
const ROWS = 64

/**
 * For each copy the sum of the numbers whose signs it has set.
 * @param bitPlanes of 64 numbers at a time their lowest bits, then the next ones, up to all planes
 * @param copies packed signs (see signs.ts); numbers that they do not reach are not in the sum, nor signs beyond the numbers
 */
export const sumsOfSet = (bitPlanes: Uint8Array, copies: readonly Uint8Array[]): Float64Array => {
  const rowBytes = bitPlanes.length / PLANES
  const firstRow = bitPlanes.length
  const { memory, run } = weigherWith(firstRow + ROWS * rowBytes)
  const bytes = new Uint8Array(memory.buffer)
  bytes.set(bitPlanes)
  const sums = new Float64Array(copies.length)
  if (rowBytes === 0) return sums
  for (let from = 0; from < copies.length; from += ROWS) {
    const rows = Math.min(ROWS, copies.length - from)
    for (let row = 0; row < rows; row++) {
      const at = firstRow + row * rowBytes
      const packed = copies[from + row]
      if (packed.length >= rowBytes) bytes.set(packed.subarray(0, rowBytes), at)
      else bytes.fill(0, at + packed.length, at + rowBytes).set(packed, at)
      sums[from + row] = run.sumOfSet(at, at + rowBytes, 0)
    }
  }
  return sums
}
