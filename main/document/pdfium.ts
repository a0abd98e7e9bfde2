import type { WrappedPdfiumModule } from '@embedpdf/pdfium'

/** The heap views that Emscripten puts on the module; they are replaced whenever the memory grows. */
export interface Heap {
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
