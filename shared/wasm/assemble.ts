/**
 * WebAssembly put together byte by byte (core specification 2.0, chapter 5), for inner loops that JavaScript has no words for: counting bits,
 * 128 of them at a time. A module made here has functions of whole numbers over one memory that it is given, and nothing else.
 */
export interface WasmFunction {
  readonly name: string
  /** How many; each is an i32. */
  readonly parameters: number
  readonly result?: ValueType
  /** Numbered from the parameters on. */
  readonly locals: readonly ValueType[]
  /** Instructions, without the last `end`. */
  readonly body: readonly number[]
}

export type ValueType = keyof typeof TYPES

const TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const
const FUNCTION_TYPE = 0x60
const KIND = { function: 0, memory: 2 } as const
const END = 0x0b
/** "\0asm", and version 1. */
const PREAMBLE = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** LEB128 without a sign. */
export const unsigned = (value: number): number[] =>
  value < 128 ? [value] : [(value & 127) | 128, ...unsigned(value >>> 7)]

/** LEB128 with a sign. */
export const signed = (value: number): number[] =>
  value >= -64 && value < 64 ? [value & 127] : [(value & 127) | 128, ...signed(value >> 7)]

const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes]
const list = (items: readonly (readonly number[])[]): number[] => [...unsigned(items.length), ...items.flat()]
const text = (name: string): number[] => sized([...name].map((letter) => letter.charCodeAt(0)))
const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(list(items))]

const typeOf = ({ parameters, result }: WasmFunction): number[] => [
  FUNCTION_TYPE,
  ...list(Array.from({ length: parameters }, () => [TYPES.i32])),
  ...list(result === undefined ? [] : [[TYPES[result]]]),
]

/** Locals are declared by how many of a type follow one another. */
const runsOf = (locals: readonly ValueType[]): number[][] => {
  const starts = locals.flatMap((type, k) => (type === locals[k - 1] ? [] : [k]))
  return starts.map((from, run) => [
    ...unsigned((starts[run + 1] ?? locals.length) - from),
    TYPES[locals[from]],
  ])
}

const codeOf = ({ locals, body }: WasmFunction): number[] => sized([...list(runsOf(locals)), ...body, END])

/** The bytes of a module. It asks for its memory as `host.memory`. */
export const assemble = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from([
    ...PREAMBLE,
    ...section(1, functions.map(typeOf)),
    ...section(2, [[...text('host'), ...text('memory'), KIND.memory, 0, 1]]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(
      7,
      functions.map(({ name }, index) => [...text(name), KIND.function, ...unsigned(index)]),
    ),
    ...section(10, functions.map(codeOf)),
  ])
