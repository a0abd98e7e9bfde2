import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { init } from '@embedpdf/pdfium'
import type { Heap, Pdfium } from './pdfium.ts'
import { lendStandInFont } from './stand-in-font.ts'

const start = async (): Promise<Pdfium> => {
  const path = createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')
  const file = await readFile(path)
  const api = await init({ wasmBinary: new Uint8Array(file).buffer })
  api.PDFiumExt_Init()
  const module: unknown = api.pdfium
  const { malloc, free } = api.pdfium.wasmExports
  const pdfium: Pdfium = {
    api,
    heap: () => module as Heap,
    allocate: (bytes) => {
      const pointer = malloc(bytes)
      if (pointer === 0) throw new RangeError(`PDFium has no memory for ${bytes} bytes`)
      return pointer
    },
    free,
  }
  lendStandInFont(pdfium)
  return pdfium
}

let loading: Promise<Pdfium> | null = null

/** PDFium as WebAssembly, started once per process. */
export const loadPdfium = (): Promise<Pdfium> => {
  loading ??= start()
  return loading
}
