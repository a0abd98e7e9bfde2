import { readBarcodes } from 'zxing-wasm/reader'
import { loadZxing } from './load-zxing.ts'
import type { Picture } from './picture.ts'

/** As the canvas of a browser has it, alpha and all, which is what ZXing takes. */
const rgbaOf = ({ width, height, rgb }: Picture): Uint8ClampedArray<ArrayBuffer> => {
  const rgba = new Uint8ClampedArray(width * height * 4)
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from]
    rgba[to + 1] = rgb[from + 1]
    rgba[to + 2] = rgb[from + 2]
    rgba[to + 3] = 255
  }
  return rgba
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const textOf = (bytes: Uint8Array): string | null => {
  try {
    return utf8.decode(bytes)
  } catch {
    return null
  }
}

/**
 * What the QR codes in a picture say, each once. Only codes whose own error correction comes out right are read, and only those
 * that hold text in UTF-8, which ours do.
 */
export const readCodes = async (picture: Picture): Promise<readonly string[]> => {
  await loadZxing()
  const { width, height } = picture
  const found = await readBarcodes(
    { width, height, data: rgbaOf(picture), colorSpace: 'srgb' },
    { formats: ['QRCode'], textMode: 'Plain' },
  )
  return [...new Set(found.flatMap(({ bytes }) => textOf(bytes) ?? []))]
}
