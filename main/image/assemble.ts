/**
 * A small assembler for WebAssembly, so that the few loops in which this room spends its time run four numbers at once.
 * Code is given in the flat text form of the WebAssembly specification, one instruction to a line.
 */

export interface Kernel {
  readonly name: string
  /** All i32; nothing is returned. */
  readonly parameters: readonly string[]
  readonly locals: Readonly<Record<string, 'i32' | 'i64' | 'v128'>>
  readonly code: string
}

const TYPES = { i32: 0x7f, i64: 0x7e, v128: 0x7b } as const
const FUNCTION_TYPE = 0x60
const NO_RESULT = 0x40

/** WebAssembly core specification 2.0, section 5.4. */
const OPCODES: Readonly<Record<string, readonly number[]>> = {
  loop: [0x03, NO_RESULT],
  if: [0x04, NO_RESULT],
  end: [0x0b],
  br_if: [0x0d],
  'local.get': [0x20],
  'local.set': [0x21],
  'local.tee': [0x22],
  'i32.load': [0x28],
  'i64.load': [0x29],
  'i32.store': [0x36],
  'i32.const': [0x41],
  'i32.lt_u': [0x49],
  'i32.le_u': [0x4d],
  'i32.add': [0x6a],
  'i64.popcnt': [0x7b],
  'i64.add': [0x7c],
  'i64.xor': [0x85],
  'i32.wrap_i64': [0xa7],
  'v128.load': [0xfd, 0x00],
  'v128.load32_splat': [0xfd, 0x09],
  'v128.store': [0xfd, 0x0b],
  'v128.xor': [0xfd, 0x51],
  'f32x4.add': [0xfd, 0xe4, 0x01],
  'f32x4.mul': [0xfd, 0xe6, 0x01],
}

/** Instructions on memory carry an alignment (none is promised) and an offset. */
const MEMORY = /load|store/
const LOCAL = /^local\./

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
const text = (value: string): number[] => sized([...Buffer.from(value)])
const section = (id: number, content: readonly number[]): number[] => [id, ...sized(content)]

const instruction = (line: string, names: readonly string[]): number[] => {
  const [name, operand] = line.split(/\s+/)
  const opcode = OPCODES[name]
  if (!opcode) throw new RangeError(`no instruction ${name}`)
  if (MEMORY.test(name)) return [...opcode, 0, ...unsigned(Number(operand ?? 0))]
  if (operand === undefined) return [...opcode]
  if (!LOCAL.test(name))
    return [...opcode, ...(name === 'i32.const' ? signed(Number(operand)) : unsigned(Number(operand)))]
  const index = names.indexOf(operand)
  if (index < 0) throw new RangeError(`no local ${operand}`)
  return [...opcode, ...unsigned(index)]
}

const body = ({ parameters, locals, code }: Kernel): number[] => {
  const names = [...parameters, ...Object.keys(locals)]
  const lines = code
    .split('\n')
    .map((line) => line.replace(/;;.*/, '').trim())
    .filter((line) => line !== '')
  return sized([
    ...vector(Object.values(locals).map((type) => [1, TYPES[type]])),
    ...lines.flatMap((line) => instruction(line, names)),
    ...OPCODES.end,
  ])
}

const moduleBytes = (kernels: readonly Kernel[]): Uint8Array => {
  const types = kernels.map(({ parameters }) => [
    FUNCTION_TYPE,
    ...vector(parameters.map(() => [TYPES.i32])),
    0,
  ])
  const exported = kernels.map(({ name }, i) => [...text(name), 0, ...unsigned(i)])
  return Uint8Array.from([
    ...Buffer.from('\0asm'),
    1,
    0,
    0,
    0,
    ...section(1, vector(types)),
    ...section(3, vector(kernels.map((_, i) => unsigned(i)))),
    ...section(5, vector([[0, 1]])),
    ...section(7, vector([...exported, [...text('memory'), 2, 0]])),
    ...section(10, vector(kernels.map(body))),
  ])
}

const PAGE_BYTES = 65536

/** What is used of WebAssembly, which the types of Node leave to those of browsers. */
const { WebAssembly } = globalThis as unknown as {
  readonly WebAssembly: {
    readonly Module: new (bytes: Uint8Array) => object
    readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> }
  }
}

interface KernelMemory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

export interface Assembled {
  /** The kernels' memory, grown to hold at least so many bytes. Views of it are stale after the next call. */
  readonly memory: (bytes: number) => ArrayBuffer
  readonly run: Readonly<Record<string, (...args: number[]) => void>>
}

export const assemble = (kernels: readonly Kernel[]): Assembled => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes(kernels)))
  const memory = exports['memory'] as KernelMemory
  return {
    memory: (bytes) => {
      const missing = bytes - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
      return memory.buffer
    },
    run: Object.fromEntries(kernels.map(({ name }) => [name, exports[name] as (...args: number[]) => void])),
  }
}
