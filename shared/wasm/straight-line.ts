import type { WasmFunction } from './assemble.ts'

/** Something worked out: the local that it lies in. */
export type Value = string

/** Steps on vectors of 128 bits. Slices are vectors that lie one after the other in memory, from one of the function's pointers on. */
export interface Steps {
  readonly load: (pointer: number, slice: number) => Value
  readonly store: (pointer: number, slice: number, value: Value) => void
  readonly xor: (first: Value, second: Value) => Value
  readonly and: (first: Value, second: Value) => Value
  readonly not: (value: Value) => Value
  /** Each of the vector's four numbers moved up or down by so many bits. */
  readonly shiftUp: (value: Value, bits: number) => Value
  readonly shiftDown: (value: Value, bits: number) => Value
  /** A number four times. */
  readonly splat: (number: number) => Value
}

export const SLICE_BYTES = 16

/** A function without loops or branches, which takes as long whatever it works on. Its parameters are pointers, numbered from 0. */
export const straightLine = <Name extends string>(
  name: Name,
  pointers: number,
  write: (steps: Steps) => void,
): WasmFunction & { readonly name: Name } => {
  const parameters = Array.from({ length: pointers }, (_, pointer) => `pointer${pointer}`)
  const locals: Record<Value, 'v128'> = {}
  const lines: string[] = []
  let values = 0
  const put = (...instructions: readonly string[]): Value => {
    const value = `value${values++}`
    locals[value] = 'v128'
    lines.push(...instructions, `local.set ${value}`)
    return value
  }
  const get = (value: Value): string => `local.get ${value}`
  const from = (pointer: number): string => get(parameters[pointer])
  write({
    load: (pointer, slice) => put(from(pointer), `v128.load ${slice * SLICE_BYTES}`),
    store: (pointer, slice, value) =>
      void lines.push(from(pointer), get(value), `v128.store ${slice * SLICE_BYTES}`),
    xor: (first, second) => put(get(first), get(second), 'v128.xor'),
    and: (first, second) => put(get(first), get(second), 'v128.and'),
    not: (value) => put(get(value), 'v128.not'),
    shiftUp: (value, bits) => put(get(value), `i32.const ${bits}`, 'i32x4.shl'),
    shiftDown: (value, bits) => put(get(value), `i32.const ${bits}`, 'i32x4.shr_u'),
    splat: (number) => put(`i32.const ${number}`, 'i32x4.splat'),
  })
  return { name, parameters, locals, code: lines.join('\n') }
}
