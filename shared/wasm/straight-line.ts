import { signed, unsigned, type WasmFunction } from './assemble.ts'

/** Something worked out: the local that it lies in. */
export type Value = number

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

/** By their numbers in the core specification, 5.4.8 and 5.4.9. */
const LOCAL_GET = 0x20
const LOCAL_SET = 0x21
const I32_CONST = 0x41
const VECTOR = 0xfd
const V128 = {
  load: 0,
  store: 11,
  not: 77,
  and: 78,
  xor: 81,
  splat: 17,
  shiftUp: 171,
  shiftDown: 173,
} as const
/** The power of two that memory is aligned by. */
const ALIGNED = 4

const vector = (code: number): number[] => [VECTOR, ...unsigned(code)]
const get = (local: number): number[] => [LOCAL_GET, ...unsigned(local)]

/** A function without loops or branches, which takes as long whatever it works on. Its parameters are pointers, numbered from 0. */
export const straightLine = <Name extends string>(
  name: Name,
  pointers: number,
  write: (steps: Steps) => void,
): WasmFunction & { readonly name: Name } => {
  const body: number[] = []
  let values = 0
  const put = (...instructions: number[]): Value => {
    const local = pointers + values++
    body.push(...instructions, LOCAL_SET, ...unsigned(local))
    return local
  }
  const place = (slice: number): number[] => [ALIGNED, ...unsigned(slice * SLICE_BYTES)]
  const shift =
    (code: number) =>
    (value: Value, bits: number): Value =>
      put(...get(value), I32_CONST, ...signed(bits), ...vector(code))
  const join =
    (code: number) =>
    (first: Value, second: Value): Value =>
      put(...get(first), ...get(second), ...vector(code))
  write({
    load: (pointer, slice) => put(...get(pointer), ...vector(V128.load), ...place(slice)),
    store: (pointer, slice, value) =>
      void body.push(...get(pointer), ...get(value), ...vector(V128.store), ...place(slice)),
    xor: join(V128.xor),
    and: join(V128.and),
    not: (value) => put(...get(value), ...vector(V128.not)),
    shiftUp: shift(V128.shiftUp),
    shiftDown: shift(V128.shiftDown),
    splat: (number) => put(I32_CONST, ...signed(number), ...vector(V128.splat)),
  })
  return { name, parameters: pointers, locals: Array<'v128'>(values).fill('v128'), body }
}
