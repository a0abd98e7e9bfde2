import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { start } from '../../shared/wasm/start.ts'

/** Numbers that the kernel takes at a time: rows in its memory are padded to a multiple of it. */
export const LANE_BLOCK = 16
/** A tap: where two rows begin, in bytes, and the weight of their sum. */
export const TAP_BYTES = 12

const LANES = [0, 1, 2, 3] as const

/** out[x] = sum over taps of weight * (first[x] + second[x]), sixteen x at a time. */
const MIX = {
  name: 'mixRows',
  parameters: ['out', 'bytes', 'taps', 'tapsEnd'],
  locals: {
    x: 'i32',
    tap: 'i32',
    first: 'i32',
    second: 'i32',
    weight: 'v128',
    sum0: 'v128',
    sum1: 'v128',
    sum2: 'v128',
    sum3: 'v128',
  },
  code: `
      loop
        local.get taps
        local.set tap
        ${LANES.map((k) => `local.get sum${k}\nlocal.get sum${k}\nv128.xor\nlocal.set sum${k}`).join('\n')}
        loop
          local.get tap
          i32.load 0
          local.get x
          i32.add
          local.set first
          local.get tap
          i32.load 4
          local.get x
          i32.add
          local.set second
          local.get tap
          v128.load32_splat 8
          local.set weight
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
          local.get tap
          i32.const ${TAP_BYTES}
          i32.add
          local.tee tap
          local.get tapsEnd
          i32.lt_u
          br_if 0
        end
        ${LANES.map((k) => `local.get out\nlocal.get x\ni32.add\nlocal.get sum${k}\nv128.store ${16 * k}`).join('\n')}
        local.get x
        i32.const ${4 * LANE_BLOCK}
        i32.add
        local.tee x
        local.get bytes
        i32.lt_u
        br_if 0
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
