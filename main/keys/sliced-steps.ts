import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { straightLine, type Steps, type Value } from '../../shared/wasm/straight-line.ts'
import { substitute } from './sliced-sbox.ts'

/** Bits of a word of four bytes: each is a slice, lowest first, byte after byte. */
export const WORD_SLICES = 32
/** x^8 as a polynomial of lower degree: what is carried out of a byte comes back as. */
const REDUCED = 0x1b

const range = (count: number): number[] => Array.from({ length: count }, (_, k) => k)

const joined = (steps: Steps, ...values: readonly Value[]): Value => values.reduce(steps.xor)

/** Of a column of four bytes each becomes 2 (a + b) + b + c + d, of itself and those below it, in GF(2^8). */
const mixColumn = (steps: Steps, column: readonly Value[]): Value[] => {
  const bit = (row: number, place: number): Value => column[8 * (row & 3) + place]
  const doubled = (row: number, place: number): Value[] => {
    const pair = (at: number): Value => steps.xor(bit(row, at), bit(row + 1, at))
    return [...(place > 0 ? [pair(place - 1)] : []), ...((REDUCED >> place) & 1 ? [pair(7)] : [])]
  }
  return column.map((_, at) => {
    const [row, place] = [at >> 3, at & 7]
    return joined(
      steps,
      ...doubled(row, place),
      bit(row + 1, place),
      bit(row + 2, place),
      bit(row + 3, place),
    )
  })
}

/** Rows become columns, 32 of each: bit c of number r and bit r of number c change places (Warren, Hacker's Delight, 7-3). */
const transposed = (steps: Steps, numbers: readonly Value[]): Value[] => {
  const rows = [...numbers]
  for (let half = 16, low = 0x0000ffff; half > 0; half >>= 1, low ^= low << half) {
    const mask = steps.splat(low)
    for (const k of range(WORD_SLICES).filter((row) => (row & half) === 0)) {
      const swapped = steps.and(steps.xor(steps.shiftDown(rows[k], half), rows[k | half]), mask)
      rows[k] = steps.xor(rows[k], steps.shiftUp(swapped, half))
      rows[k | half] = steps.xor(rows[k | half], swapped)
    }
  }
  return rows
}

const loaded = ({ load }: Steps, pointer: number, slices = WORD_SLICES): Value[] =>
  range(slices).map((slice) => load(pointer, slice))
const stored = ({ store }: Steps, pointer: number, values: readonly Value[]): void =>
  values.forEach((value, slice) => store(pointer, slice, value))
const keyed = (steps: Steps, values: readonly Value[], key: number): Value[] =>
  values.map((value, slice) => steps.xor(value, steps.load(key, slice)))

/** The steps of AES on slices of 128 bits. Pointers come in the order: from, (with,) to. */
export const SLICED_STEPS = [
  straightLine('substituteByte', 2, (steps) => stored(steps, 1, substitute(steps, loaded(steps, 0, 8)))),
  straightLine('addWord', 3, (steps) => stored(steps, 2, keyed(steps, loaded(steps, 0), 1))),
  straightLine('mixColumn', 3, (steps) =>
    stored(steps, 2, keyed(steps, mixColumn(steps, loaded(steps, 0)), 1)),
  ),
  straightLine('transpose', 2, (steps) => stored(steps, 1, transposed(steps, loaded(steps, 0)))),
] as const satisfies readonly WasmFunction[]
