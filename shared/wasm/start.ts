import { assemble, type WasmFunction } from './assemble.ts'

/** What is used here of a global that neither ECMAScript's types nor Node's tell of. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => WasmMemory
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (
    module: object,
    imports: { readonly host: { readonly memory: WasmMemory } },
  ) => { readonly exports: Readonly<Record<string, (...numbers: number[]) => number>> }
}

export interface WasmMemory {
  /** Another one once the memory has grown: views of the old one are empty then. */
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

const PAGE_BYTES = 1 << 16

/** Pages of memory that hold so many bytes. */
export const pagesFor = (bytes: number): number => Math.ceil(bytes / PAGE_BYTES)

export interface Started<Name extends string> {
  readonly memory: WasmMemory
  readonly run: Readonly<Record<Name, (...numbers: number[]) => number>>
}

/** A module at work: its functions, by name, over a memory of so many bytes. */
export const start = <Name extends string>(
  functions: readonly (WasmFunction & { readonly name: Name })[],
  bytes: number,
): Started<Name> => {
  const memory = new WebAssembly.Memory({ initial: pagesFor(bytes) })
  const module = new WebAssembly.Module(assemble(functions))
  return { memory, run: new WebAssembly.Instance(module, { host: { memory } }).exports }
}
