import type { WasmFunction } from '../wasm/assemble.ts'
import { start, type Started } from '../wasm/start.ts'

/** Bits of a residual once it is a whole number, with its sign. With more, the counts would not all find room in a processor's registers. */
export const PLANES = 12
/** Signs that are counted at a time. */
export const SIGNS_TOGETHER = 64
export const TOGETHER_BYTES = SIGNS_TOGETHER / 8

const planes = Array.from({ length: PLANES }, (_, plane) => plane)

/**
 * The sum of those whole numbers whose signs are set. It counts, plane by plane, the set signs whose number has that bit, and puts the counts
 * together by what the bits are worth: the topmost is negative, as ever in two's complement.
 */
const SUM_OF_SET = {
  name: 'sumOfSet',
  parameters: ['signs', 'end', 'planes'],
  result: 'f64',
  locals: { now: 'i64', ...Object.fromEntries(planes.map((plane) => [`count${plane}`, 'i64' as const])) },
  code: `
    loop
      local.get signs
      i64.load 0
      local.set now
      ${planes
        .map(
          (plane) => `
      local.get now
      local.get planes
      i64.load ${plane * TOGETHER_BYTES}
      i64.and
      i64.popcnt
      local.get count${plane}
      i64.add
      local.set count${plane}`,
        )
        .join('\n')}
      local.get planes
      i32.const ${PLANES * TOGETHER_BYTES}
      i32.add
      local.set planes
      local.get signs
      i32.const ${TOGETHER_BYTES}
      i32.add
      local.tee signs
      local.get end
      i32.lt_u
      br_if 0
    end
    i64.const 0
    local.get count${PLANES - 1}
    i64.sub
    ${planes
      .slice(0, -1)
      .toReversed()
      .map((plane) => `i64.const 1\ni64.shl\nlocal.get count${plane}\ni64.add`)
      .join('\n')}
    f64.convert_i64_s`,
} as const satisfies WasmFunction

/** One for this thread, whose memory grows to what is asked for. */
let weigher: Started<typeof SUM_OF_SET> | null = null

/** Copies laid out at a time, beside which the planes stay in a processor's nearer caches. */
const ROWS = 64

/**
 * For each copy the sum of the numbers whose signs it has set.
 * @param bitPlanes of 64 numbers at a time their lowest bits, then the next ones, up to all planes
 * @param copies packed signs (see signs.ts); numbers that they do not reach are not in the sum, nor signs beyond the numbers
 */
export const sumsOfSet = (bitPlanes: Uint8Array, copies: readonly Uint8Array[]): Float64Array => {
  const rowBytes = bitPlanes.length / PLANES
  const sums = new Float64Array(copies.length)
  if (rowBytes === 0) return sums
  const firstRow = bitPlanes.length
  weigher ??= start([SUM_OF_SET])
  const { memory, run } = weigher
  const bytes = new Uint8Array(memory(firstRow + ROWS * rowBytes))
  bytes.set(bitPlanes)
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
