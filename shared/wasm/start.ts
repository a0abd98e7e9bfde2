import { assemble, type WasmFunction } from './assemble.ts'

/** What is used here of a global that neither ECMAScript's types nor Node's tell of. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object
  readonly Instance: new (module: object) => { readonly exports: Readonly<Record<string, unknown>> }
}

interface WasmMemory {
  readonly buffer: ArrayBuffer
  readonly grow: (pages: number) => number
}

const PAGE_BYTES = 1 << 16

type ResultOf<F> = F extends { readonly result: string } ? number : void

/** A module at work. */
export interface Started<F extends WasmFunction> {
  /** Its memory, zeros at first, grown to hold at least so many bytes. Views of it are stale once it has grown. */
  readonly memory: (bytes: number) => ArrayBuffer
  readonly run: { readonly [G in F as G['name']]: (...numbers: number[]) => ResultOf<G> }
}

/** Puts functions to work over a memory of their own. */
export const start = <F extends WasmFunction>(functions: readonly F[]): Started<F> => {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assemble(functions)))
  const memory = exports['memory'] as WasmMemory
  return {
    memory: (bytes) => {
      const missing = bytes - memory.buffer.byteLength
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE_BYTES))
      return memory.buffer
    },
    run: exports as Started<F>['run'],
  }
}
