/**
 * PDFium draws Chinese blank where a file does not embed its font and the system has none, as under
 * WebAssembly. This lends it Noto Sans SC instead (fpdf_sysfontinfo.h, FPDF_SYSFONTINFO version 1).
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Pdfium } from './pdfium.ts'

const FONT_FILE = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'
/** Windows charsets: Shift-JIS, Hangul, GB 2312, Big 5. */
const CJK_CHARSETS: readonly number[] = [128, 129, 134, 136]
const GB2312 = 134
/** Any number but 0 will do for a handle: there is only one font to hand out. */
const HANDLE = 1
const FACE_NAME = Buffer.from('Noto Sans SC\0')

let file: Buffer | null = null

const standInFile = (): Buffer => {
  file ??= readFileSync(createRequire(import.meta.url).resolve(FONT_FILE))
  return file
}

/** The bytes of an OpenType table; tag 0 is the whole file. Empty where there is no such table. */
const tableOf = (font: Buffer, tag: number): Buffer => {
  if (tag === 0) return font
  const count = font.readUInt16BE(4)
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i
    if (font.readUInt32BE(record) !== tag >>> 0) continue
    const offset = font.readUInt32BE(record + 8)
    return font.subarray(offset, offset + font.readUInt32BE(record + 12))
  }
  return Buffer.alloc(0)
}

/** Lends the stand-in to PDFium; once per process, before the first document is opened. */
export const lendStandInFont = (pdfium: Pdfium): void => {
  const { api, heap, allocate } = pdfium
  const { addFunction } = api.pdfium
  const give = (data: Buffer, buffer: number, size: number): number => {
    if (buffer !== 0 && size >= data.length) heap().HEAPU8.set(data, buffer)
    return data.length
  }
  const info = allocate(9 * 4)
  // Each its own function: Emscripten gives the same one the same slot, whatever the signature.
  heap().HEAP32.set(
    [
      1,
      addFunction(() => {}, 'vi'),
      addFunction(() => {}, 'vii'),
      addFunction(
        (_info: number, _weight: number, _italic: number, charset: number) =>
          CJK_CHARSETS.includes(charset) ? HANDLE : 0,
        'iiiiiiii',
      ),
      addFunction(() => 0, 'iii'),
      addFunction(
        (_info: number, _font: number, tag: number, buffer: number, size: number) =>
          give(tableOf(standInFile(), tag), buffer, size),
        'iiiiii',
      ),
      addFunction(
        (_info: number, _font: number, buffer: number, size: number) => give(FACE_NAME, buffer, size),
        'iiiii',
      ),
      addFunction(() => GB2312, 'iii'),
      addFunction(() => {}, 'vii'),
    ],
    info >> 2,
  )
  api.FPDF_SetSystemFontInfo(info)
}

const CMAP = 0x636d6170

/** Start and end of the code points that the stand-in has, from its format 12 cmap (OpenType, cmap). */
const readCoverage = (): readonly (readonly [number, number])[] => {
  const cmap = tableOf(standInFile(), CMAP)
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(4 + 8 * i + 4)
    if (cmap.readUInt16BE(at) !== 12) continue
    const groups = cmap.readUInt32BE(at + 12)
    return Array.from({ length: groups }, (_, k) => {
      const group = at + 16 + 12 * k
      return [cmap.readUInt32BE(group), cmap.readUInt32BE(group + 4)] as const
    })
  }
  return []
}

let coverage: ReturnType<typeof readCoverage> | null = null

export const standInHas = (codePoint: number): boolean => {
  coverage ??= readCoverage()
  return coverage.some(([first, last]) => codePoint >= first && codePoint <= last)
}
