import fontkit from '@cantoo/fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PDFDocument, PDFFont } from 'pdf-lib'
import { StandardFonts } from 'pdf-lib'

export interface Faces {
  readonly regular: PDFFont
  readonly bold: PDFFont
}

const require = createRequire(import.meta.url)
const bytesByFace = new Map<string, Uint8Array>()

/** A Noto Sans SC face; ten megabytes, so read once. */
export const notoBytes = (face: '400Regular' | '700Bold'): Uint8Array => {
  const held = bytesByFace.get(face)
  if (held !== undefined) return held
  const bytes = readFileSync(
    require.resolve(`@expo-google-fonts/noto-sans-sc/${face}/NotoSansSC_${face}.ttf`),
  )
  bytesByFace.set(face, bytes)
  return bytes
}

/** Chinese and Latin, embedded as subsets (Type 0 fonts). */
export const notoFaces = async (doc: PDFDocument): Promise<Faces> => {
  doc.registerFontkit(fontkit)
  return {
    regular: await doc.embedFont(notoBytes('400Regular'), { subset: true }),
    bold: await doc.embedFont(notoBytes('700Bold'), { subset: true }),
  }
}

/** Latin only, not embedded, one byte to a character: what many office programs still write. */
export const timesFaces = async (doc: PDFDocument): Promise<Faces> => ({
  regular: await doc.embedFont(StandardFonts.TimesRoman),
  bold: await doc.embedFont(StandardFonts.TimesRomanBold),
})

export const helveticaFaces = async (doc: PDFDocument): Promise<Faces> => ({
  regular: await doc.embedFont(StandardFonts.Helvetica),
  bold: await doc.embedFont(StandardFonts.HelveticaBold),
})
