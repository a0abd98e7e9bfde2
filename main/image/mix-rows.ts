import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { start } from '../../shared/wasm/start.ts'

/** Numbers that the kernel takes at a time: rows in its memory are padded to a multiple of it. */
export const LANE_BLOCK = 32
/** A tap: where two rows begin, in bytes, and the weight of their sum. */
export const TAP_BYTES = 12

const LANES = [0, 1, 2, 3, 4, 5, 6, 7] as const

const NOTHING_YET = LANES.map(
  (k) => `local.get sum${k}\nlocal.get sum${k}\nv128.xor\nlocal.set sum${k}`,
).join('\n')

const NEXT_TAP = `
          local.get tap
          i32.const ${TAP_BYTES}
          i32.add`

const FIRST_OF_TAP = `
          local.get tap
          i32.load 0
          local.get x
          i32.add
          local.set first`

const WEIGHT_OF_TAP = `
          local.get tap
          v128.load32_splat 8
          local.set weight`

/** The first tap's first row alone: that of a blur is in the middle, and has no other. */
const MIDDLE = `
        ${FIRST_OF_TAP}
        ${WEIGHT_OF_TAP}
        ${LANES.map((k) => `local.get first\nv128.load ${16 * k}\nlocal.get weight\nf32x4.mul\nlocal.set sum${k}`).join('\n')}
        ${NEXT_TAP}
        local.set tap`

/** out[x] = sum over taps of weight * (first[x] + second[x]), and of what it begins with, for a block from x on. */
const mixBlock = (beginning: string): string => `
        local.get taps
        local.set tap
        ${beginning}
        loop
          ${FIRST_OF_TAP}
          local.get tap
          i32.load 4
          local.get x
          i32.add
          local.set second
          ${WEIGHT_OF_TAP}
          ${LANES.map(
            (k) => `
          local.get first
          v128.load ${16 * k}
          local.get second
          v128.load ${16 * k}
          f32x4.add
          local.get weight
          f32x4.mul
          local.get sum${k}
          f32x4.add
          local.set sum${k}`,
          ).join('\n')}
          ${NEXT_TAP}
          local.tee tap
          local.get tapsEnd
          i32.lt_u
          br_if 0
        end
        ${LANES.map((k) => `local.get out\nlocal.get x\ni32.add\nlocal.get sum${k}\nv128.store ${16 * k}`).join('\n')}`

const NEXT_BLOCK = `
        local.get x
        i32.const ${4 * LANE_BLOCK}
        i32.add
        local.tee x
        local.get bytes
        i32.lt_u
        br_if 0`

const LOCALS = {
  x: 'i32',
  tap: 'i32',
  first: 'i32',
  second: 'i32',
  weight: 'v128',
  sum0: 'v128',
  sum1: 'v128',
  sum2: 'v128',
  sum3: 'v128',
  sum4: 'v128',
  sum5: 'v128',
  sum6: 'v128',
  sum7: 'v128',
} as const

const MIX = {
  name: 'mixRows',
  parameters: ['out', 'bytes', 'taps', 'tapsEnd'],
  locals: LOCALS,
  code: `
      loop
        ${mixBlock(NOTHING_YET)}
        ${NEXT_BLOCK}
      end`,
} as const satisfies WasmFunction

/**
 * The same, but of the first tap only the first row counts, and a block is copied from the row that was made before when the blocks that it is mixed from are no different:
 * when their run, and those `reach` bytes before and after it, are at least `needed`. Counts the runs of its own. There are two taps or more.
 */
export const MIX_CHANGED = {
  name: 'mixChanged',
  parameters: ['out', 'bytes', 'taps', 'tapsEnd', 'before', 'runs', 'reach', 'needed', 'ownRuns'],
  locals: LOCALS,
  code: `
      loop
        local.get runs
        i32.load 0
        local.get needed
        i32.ge_u
        local.get runs
        local.get reach
        i32.add
        i32.load 0
        local.get needed
        i32.ge_u
        i32.and
        local.get runs
        local.get reach
        i32.sub
        i32.load 0
        local.get needed
        i32.ge_u
        i32.and
        if
          ${LANES.map(
            (k) => `
          local.get out
          local.get x
          i32.add
          local.get before
          local.get x
          i32.add
          v128.load ${16 * k}
          v128.store ${16 * k}`,
          ).join('\n')}
          local.get ownRuns
          local.get ownRuns
          i32.load 0
          i32.const 1
          i32.add
          i32.store 0
        else
          ${mixBlock(MIDDLE)}
          local.get ownRuns
          i32.const 0
          i32.store 0
        end
        local.get runs
        i32.const 4
        i32.add
        local.set runs
        local.get ownRuns
        i32.const 4
        i32.add
        local.set ownRuns
        ${NEXT_BLOCK}
      end`,
} as const satisfies WasmFunction

export interface Mixer {
  readonly memory: (bytes: number) => ArrayBuffer
  /** All in bytes of the mixer's memory; `taps` to `tapsEnd` are TAP_BYTES each. */
  readonly mixRows: (out: number, bytes: number, taps: number, tapsEnd: number) => void
}

/** A mixer with a memory of its own, for whoever wants to leave something in it. */
export const newMixer = (): Mixer => {
  const { memory, run } = start([MIX])
  return { memory, mixRows: run.mixRows }
}
