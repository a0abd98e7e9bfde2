import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule } from 'zxing-wasm/reader'

const start = async (): Promise<void> => {
  const path = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
  const file = await readFile(path)
  // Left to itself, the library fetches its WebAssembly from the network.
  const overrides = { wasmBinary: new Uint8Array(file).buffer }
  await prepareZXingModule({ overrides, fireImmediately: true })
}

let loading: Promise<void> | null = null

/** ZXing as WebAssembly, started once per thread. */
export const loadZxing = (): Promise<void> => {
  loading ??= start()
  return loading
}
