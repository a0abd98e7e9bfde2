import type { Plane } from '../../shared/maths/plane.ts'
import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { start } from '../../shared/wasm/start.ts'
import { catmullRom } from './catmull-rom.ts'

/** Places are whole numbers of this share of a pixel: quick to take apart, and of 32 bits for pictures up to 32,767 pixels wide. */
const FRACTION_BITS = 16
const ONE = 2 ** FRACTION_BITS
/** Weights are kept for so many places between two samples. */
const PHASE_BITS = 10
const PHASES = 2 ** PHASE_BITS
const DROPPED_BITS = FRACTION_BITS - PHASE_BITS

/** The kernel's memory begins with four weights to a phase, and then each of the four four times over. */
const VECTOR_BYTES = 16
const ACROSS_AT = PHASES * VECTOR_BYTES
const ACROSS_BYTES = 4 * VECTOR_BYTES
const LEVEL_AT = ACROSS_AT + PHASES * ACROSS_BYTES

const ROWS = [0, 1, 2, 3] as const

/** Bicubic values at `out` up to `outEnd`, from (x, y) on in equal steps; `corner` is where the sample above and left of (0, 0) would lie. */
const RUN = {
  name: 'run',
  parameters: ['corner', 'rowBytes', 'out', 'outEnd', 'x', 'y', 'stepX', 'stepY'],
  locals: { at: 'i32', across: 'i32', sum: 'v128' },
  code: `
    loop
      local.get y
      i32.const ${DROPPED_BITS}
      i32.shr_s
      i32.const ${PHASES - 1}
      i32.and
      i32.const ${ACROSS_BYTES}
      i32.mul
      local.set across
      local.get y
      i32.const ${FRACTION_BITS}
      i32.shr_s
      local.get rowBytes
      i32.mul
      local.get x
      i32.const ${FRACTION_BITS}
      i32.shr_s
      i32.const 2
      i32.shl
      i32.add
      local.get corner
      i32.add
      local.set at
      ${ROWS.map(
        (row) => `
      local.get at
      v128.load 0
      local.get across
      v128.load ${ACROSS_AT + row * VECTOR_BYTES}
      f32x4.mul
      ${row === 0 ? '' : 'local.get sum\nf32x4.add'}
      local.set sum
      local.get at
      local.get rowBytes
      i32.add
      local.set at`,
      ).join('\n')}
      local.get sum
      local.get x
      i32.const ${DROPPED_BITS}
      i32.shr_s
      i32.const ${PHASES - 1}
      i32.and
      i32.const ${VECTOR_BYTES}
      i32.mul
      v128.load 0
      f32x4.mul
      local.set sum
      local.get out
      ${ROWS.map((lane) => `local.get sum\nf32x4.extract_lane ${lane}`).join('\n')}
      f32.add
      f32.add
      f32.add
      f32.store 0
      local.get x
      local.get stepX
      i32.add
      local.set x
      local.get y
      local.get stepY
      i32.add
      local.set y
      local.get out
      i32.const 4
      i32.add
      local.tee out
      local.get outEnd
      i32.lt_u
      br_if 0
    end`,
} as const satisfies WasmFunction

const weightsAt = (t: number): number[] => [
  catmullRom(1, 0, 0, 0, t),
  catmullRom(0, 1, 0, 0, t),
  catmullRom(0, 0, 1, 0, t),
  catmullRom(0, 0, 0, 1, t),
]

/** Reads one level of a picture, bicubically, along many short lines. */
export interface Sampler {
  /**
   * `count` values from pixel (x, y) on in equal steps, to `out` at `offset`. First and last must be inside, as `isInside` has it, so that no
   * edge need be thought of.
   */
  readonly run: (offset: number, count: number, x: number, y: number, stepX: number, stepY: number) => void
  /** What was read so far; good until another sampler is made. */
  readonly out: Float32Array
}

const { memory, run } = start([RUN])
/** The level that lies in the kernel's memory; it may be forgotten elsewhere. */
let held: WeakRef<Plane> | null = null

const fillTables = (floats: Float32Array): void => {
  for (let phase = 0; phase < PHASES; phase++) {
    weightsAt((phase + 0.5) / PHASES).forEach((weight, k) => {
      floats[(phase * VECTOR_BYTES) / 4 + k] = weight
      const across = (ACROSS_AT + phase * ACROSS_BYTES + k * VECTOR_BYTES) / 4
      floats.fill(weight, across, across + 4)
    })
  }
}

/** Whether all that a bicubic value at a pixel is made of lies on the level. */
export const isInside = ({ width, height }: Plane, x: number, y: number): boolean =>
  x >= 1 && y >= 1 && x < width - 3 && y < height - 3

/** @param outLength how many values there is room for; zeros at first */
export const samplerOf = (level: Plane, outLength: number): Sampler => {
  const { width, data } = level
  const outAt = LEVEL_AT + 4 * data.length
  const floats = new Float32Array(memory(outAt + 4 * outLength))
  if (held === null) fillTables(floats)
  if (held?.deref() !== level) floats.set(data, LEVEL_AT / 4)
  held = new WeakRef(level)
  const out = floats.subarray(outAt / 4, outAt / 4 + outLength)
  out.fill(0)
  const corner = LEVEL_AT - 4 * width - 4
  const fixed = (value: number): number => Math.round(value * ONE)
  return {
    out,
    run: (offset, count, x, y, stepX, stepY) =>
      run.run(
        corner,
        4 * width,
        outAt + 4 * offset,
        outAt + 4 * (offset + count),
        fixed(x),
        fixed(y),
        fixed(stepX),
        fixed(stepY),
      ),
  }
}
