import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'

/** The heap views that Emscripten puts on the module; they are replaced whenever the memory grows. */
interface Heap {
  readonly HEAPU8: Uint8Array
  readonly HEAPF32: Float32Array
  readonly HEAPF64: Float64Array
  readonly HEAP32: Int32Array
}

export interface Pdfium {
  readonly api: WrappedPdfiumModule
  /** Read afresh on each use: a view kept over an allocation may be of memory that is gone. */
  readonly heap: () => Heap
  readonly allocate: (bytes: number) => number
  readonly free: (pointer: number) => void
}

const start = async (): Promise<Pdfium> => {
  const path = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const file = await readFile(path)
  const api = await init({ wasmBinary: new Uint8Array(file).buffer })
  api.PDFiumExt_Init()
  const module: unknown = api.pdfium
  const { malloc, free } = api.pdfium.wasmExports
  return {
    api,
    heap: () => module as Heap,
    allocate: (bytes) => {
      const pointer = malloc(bytes)
      if (pointer === 0) throw new RangeError(`PDFium has no memory for ${bytes} bytes`)
      return pointer
    },
    free,
  }
}

let loading: Promise<Pdfium> | null = null

/** PDFium as WebAssembly, started once per process. */
export const loadPdfium = (): Promise<Pdfium> => {
  loading ??= start()
  return loading
}
