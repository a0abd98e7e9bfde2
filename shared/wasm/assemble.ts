/**
 * A small assembler for WebAssembly (core specification 2.0), for the few loops in which the house spends its time.
 * Code is given in the flat text form of the specification, one instruction to a line.
 */

export interface WasmFunction {
  readonly name: string
  /** All i32. */
  readonly parameters: readonly string[]
  /** Without it nothing is returned. */
  readonly result?: 'f64'
  readonly locals: Readonly<Record<string, 'i32' | 'i64' | 'v128'>>
  readonly code: string
}

const TYPES = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const
const FUNCTION_TYPE = 0x60
const NO_RESULT = 0x40
const KIND = { function: 0, memory: 2 } as const
/** "\0asm", and version 1. */
const PREAMBLE = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** Section 5.4. */
const OPCODES: Readonly<Record<string, readonly number[]>> = {
  loop: [0x03, NO_RESULT],
  if: [0x04, NO_RESULT],
  else: [0x05],
  end: [0x0b],
  br_if: [0x0d],
  'local.get': [0x20],
  'local.set': [0x21],
  'local.tee': [0x22],
  'i32.load': [0x28],
  'i64.load': [0x29],
  'i32.store': [0x36],
  'f32.store': [0x38],
  'i32.const': [0x41],
  'i64.const': [0x42],
  'i32.lt_u': [0x49],
  'i32.le_u': [0x4d],
  'i32.ge_u': [0x4f],
  'i32.add': [0x6a],
  'i32.sub': [0x6b],
  'i32.mul': [0x6c],
  'i32.and': [0x71],
  'i32.shl': [0x74],
  'i32.shr_s': [0x75],
  'i64.popcnt': [0x7b],
  'i64.add': [0x7c],
  'i64.sub': [0x7d],
  'i64.and': [0x83],
  'i64.xor': [0x85],
  'i64.shl': [0x86],
  'f32.add': [0x92],
  'i32.wrap_i64': [0xa7],
  'f64.convert_i64_s': [0xb9],
  'v128.load': [0xfd, 0x00],
  'v128.load32_splat': [0xfd, 0x09],
  'v128.store': [0xfd, 0x0b],
  'v128.and': [0xfd, 0x4e],
  'v128.andnot': [0xfd, 0x4f],
  'v128.or': [0xfd, 0x50],
  'v128.xor': [0xfd, 0x51],
  'v128.any_true': [0xfd, 0x53],
  'i32x4.splat': [0xfd, 0x11],
  'f32x4.extract_lane': [0xfd, 0x1f],
  'i32x4.bitmask': [0xfd, 0xa4, 0x01],
  'f32x4.lt': [0xfd, 0x43],
  'f32x4.gt': [0xfd, 0x44],
  'f32x4.le': [0xfd, 0x45],
  'f32x4.ge': [0xfd, 0x46],
  'f32x4.abs': [0xfd, 0xe0, 0x01],
  'f32x4.add': [0xfd, 0xe4, 0x01],
  'f32x4.sub': [0xfd, 0xe5, 0x01],
  'f32x4.mul': [0xfd, 0xe6, 0x01],
  'f32x4.pmax': [0xfd, 0xeb, 0x01],
}

/** Instructions on memory carry an alignment (none is promised) and an offset. */
const MEMORY = /load|store/
const LOCAL = /^local\./
const CONSTANT = /\.const$/

/** LEB128 (section 5.2.2). */
const unsigned = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]

const signed = (value: number): number[] =>
  value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]

const vector = (items: readonly (readonly number[])[]): number[] => [
  ...unsigned(items.length),
  ...items.flat(),
]
const sized = (bytes: readonly number[]): number[] => [...unsigned(bytes.length), ...bytes]
const text = (value: string): number[] => sized([...value].map((letter) => letter.charCodeAt(0)))
const section = (id: number, items: readonly (readonly number[])[]): number[] => [id, ...sized(vector(items))]

const numberIn = (operand: string | undefined, least: number, most: number): number => {
  const value = Number(operand)
  if (!Number.isInteger(value) || value < least || value > most) throw new RangeError(`no operand ${operand}`)
  return value
}
const count = (operand: string): number[] => unsigned(numberIn(operand, 0, 2 ** 32 - 1))

const instruction = (line: string, indexes: ReadonlyMap<string, number>): readonly number[] => {
  const [name, operand] = line.split(/\s+/)
  const opcode = OPCODES[name]
  if (!opcode) throw new RangeError(`no instruction ${name}`)
  if (MEMORY.test(name)) return [...opcode, 0, ...count(operand ?? '0')]
  // Sixty-four bits are written as thirty-two: nothing greater is asked for.
  if (CONSTANT.test(name)) return [...opcode, ...signed(numberIn(operand, -(2 ** 31), 2 ** 31 - 1))]
  if (operand === undefined) return opcode
  if (!LOCAL.test(name)) return [...opcode, ...count(operand)]
  const index = indexes.get(operand)
  if (index === undefined) throw new RangeError(`no local ${operand}`)
  return [...opcode, ...unsigned(index)]
}

const body = ({ parameters, locals, code }: WasmFunction): number[] => {
  const indexes = new Map([...parameters, ...Object.keys(locals)].map((name, index) => [name, index]))
  const lines = code
    .split('\n')
    .map((line) => line.replace(/;;.*/, '').trim())
    .filter((line) => line !== '')
  return sized([
    ...vector(Object.values(locals).map((type) => [1, TYPES[type]])),
    ...lines.flatMap((line) => instruction(line, indexes)),
    ...OPCODES.end,
  ])
}

const typeOf = ({ parameters, result }: WasmFunction): number[] => [
  FUNCTION_TYPE,
  ...vector(parameters.map(() => [TYPES.i32])),
  ...vector(result === undefined ? [] : [[TYPES[result]]]),
]

/** The bytes of a module that exports its functions by their names, and as `memory` one that is empty at first. */
export const assemble = (functions: readonly WasmFunction[]): Uint8Array<ArrayBuffer> => {
  const exported = functions.map(({ name }, i) => [...text(name), KIND.function, ...unsigned(i)])
  return Uint8Array.from([
    ...PREAMBLE,
    ...section(1, functions.map(typeOf)),
    ...section(
      3,
      functions.map((_, i) => unsigned(i)),
    ),
    ...section(5, [[0, 0]]),
    ...section(7, [...exported, [...text('memory'), KIND.memory, 0]]),
    ...section(10, functions.map(body)),
  ])
}
