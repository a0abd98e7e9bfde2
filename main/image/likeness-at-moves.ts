import type { Plane } from '../../shared/maths/plane.ts'
import type { WasmFunction } from '../../shared/wasm/assemble.ts'
import { start } from '../../shared/wasm/start.ts'

const VECTORS = [0, 1] as const
const VECTOR_BYTES = 16
/** Moves along a row that the kernel takes at a time, four to a vector. */
const MOVES_AT_ONCE = 4 * VECTORS.length
/** Of a sample of the template: where it lies from the picture's first pixel, in bytes, and its value. */
const SAMPLE_BYTES = 8
/** Sums of the picture, of its squares, and of its products with the template. */
const SUMS = ['sum', 'squares', 'product'] as const
/** Of those of products, what each level is multiplied by. */
const PRODUCTS = [
  ['squares', 'level'],
  ['product', 'value'],
] as const

/** The three sums over all samples, for so many moves from `seen` on. */
const SUM_MOVES = {
  name: 'sumMoves',
  parameters: ['seen', 'samples', 'samplesEnd', 'out'],
  locals: {
    at: 'i32',
    value: 'v128',
    level: 'v128',
    sum0: 'v128',
    sum1: 'v128',
    squares0: 'v128',
    squares1: 'v128',
    product0: 'v128',
    product1: 'v128',
  },
  code: `
    loop
      local.get samples
      i32.load 0
      local.get seen
      i32.add
      local.set at
      local.get samples
      v128.load32_splat 4
      local.set value
      ${VECTORS.map(
        (k) => `
      local.get at
      v128.load ${VECTOR_BYTES * k}
      local.tee level
      local.get sum${k}
      f32x4.add
      local.set sum${k}
      ${PRODUCTS.map(
        ([sum, factor]) =>
          `local.get level\nlocal.get ${factor}\nf32x4.mul\nlocal.get ${sum}${k}\nf32x4.add\nlocal.set ${sum}${k}`,
      ).join('\n')}`,
      ).join('\n')}
      local.get samples
      i32.const ${SAMPLE_BYTES}
      i32.add
      local.tee samples
      local.get samplesEnd
      i32.lt_u
      br_if 0
    end
    ${SUMS.flatMap((sum, s) =>
      VECTORS.map(
        (k) => `local.get out\nlocal.get ${sum}${k}\nv128.store ${VECTOR_BYTES * (s * VECTORS.length + k)}`,
      ),
    ).join('\n')}`,
} as const satisfies WasmFunction

const OUT_BYTES = VECTOR_BYTES * VECTORS.length * SUMS.length

/** Some pixels of a box of the original with their mean taken out. */
export interface Template {
  readonly values: Float32Array
  /** Where each lies in the picture that it is compared with, when it has not moved. */
  readonly offsets: Int32Array
  /** Root of the sum of squares. */
  readonly norm: number
}

/** Zero-mean normalised cross-correlation, from the sums of the picture, of its squares and of its products with the template; 0 where either is flat. */
export const likenessOf = (
  { values, norm }: Template,
  sum: number,
  squares: number,
  product: number,
): number => {
  const variance = squares - (sum * sum) / values.length
  return variance <= 1e-6 || norm <= 1e-3 ? 0 : product / (norm * Math.sqrt(variance))
}

const { memory, run } = start([SUM_MOVES])
/** The picture that lies in the kernel's memory, after the sums; it may be forgotten elsewhere. */
let held: WeakRef<Plane> | null = null

const hold = (seen: Plane, samples: number): ArrayBuffer => {
  // The last moves of the last row look a little beyond the picture.
  const pictureEnd = OUT_BYTES + 4 * (seen.data.length + MOVES_AT_ONCE)
  const buffer = memory(pictureEnd + SAMPLE_BYTES * samples)
  if (held?.deref() !== seen) new Float32Array(buffer).set(seen.data, OUT_BYTES / 4)
  held = new WeakRef(seen)
  return buffer
}

/**
 * Likeness, from sums in single precision, of the template to the picture at every move of up to `radius`
 * pixels each way, row by row. None of them may take a sample off the picture, which must not change once it was looked at: a copy of it is kept.
 */
export const likenessAtMoves = (template: Template, seen: Plane, radius: number): Float32Array => {
  const { values, offsets } = template
  const side = 2 * radius + 1
  const n = values.length
  const buffer = hold(seen, n)
  const floats = new Float32Array(buffer)
  const samplesAt = OUT_BYTES + 4 * (seen.data.length + MOVES_AT_ONCE)
  const words = new Int32Array(buffer)
  for (let k = 0, to = samplesAt / 4; k < n; k++) {
    words[to++] = 4 * offsets[k]
    floats[to++] = values[k]
  }
  const likeness = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    for (let first = 0; first < side; first += MOVES_AT_ONCE) {
      const move = (row - radius) * seen.width + first - radius
      run.sumMoves(OUT_BYTES + 4 * move, samplesAt, samplesAt + SAMPLE_BYTES * n, 0)
      for (let k = 0; k < Math.min(MOVES_AT_ONCE, side - first); k++) {
        const [sum, squares, product] = [floats[k], floats[MOVES_AT_ONCE + k], floats[2 * MOVES_AT_ONCE + k]]
        likeness[row * side + first + k] = likenessOf(template, sum, squares, product)
      }
    }
  }
  return likeness
}
