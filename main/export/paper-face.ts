import * as fontkit from '@cantoo/fontkit'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { PDFDocument, PDFFont } from 'pdf-lib'

const FACES = {
  regular: '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
  bold: '@expo-google-fonts/noto-sans-sc/700Bold/NotoSansSC_700Bold.ttf',
} as const

export interface PaperFace {
  readonly regular: PDFFont
  readonly bold: PDFFont
}

const read = (face: keyof typeof FACES): Uint8Array =>
  readFileSync(createRequire(import.meta.url).resolve(FACES[face]))

/** Noto Sans SC, of which the file carries the characters it uses. */
export const embedFace = async (pdf: PDFDocument): Promise<PaperFace> => {
  pdf.registerFontkit(fontkit)
  const embed = (face: keyof typeof FACES) => pdf.embedFont(read(face), { subset: true })
  return { regular: await embed('regular'), bold: await embed('bold') }
}

const known = new WeakMap<PDFFont, Set<number>>()

const has = (font: PDFFont, character: string): boolean => {
  const characters = known.get(font) ?? new Set(font.getCharacterSet())
  known.set(font, characters)
  return characters.has(character.codePointAt(0) ?? 0)
}

/**
 * The text in characters that the face has: letters lose accents that it lacks (Č becomes C), blanks are blanks, and
 * whatever is left becomes a white square, so that nobody reads a name that is not there.
 */
export const drawable = (font: PDFFont, text: string): string =>
  [...text.normalize('NFC').replace(/[\s\u00A0\u3000]/gu, ' ')]
    .filter((character) => !/[\p{Cc}\p{Cf}]/u.test(character))
    .map((character) => {
      if (has(font, character)) return character
      const [base] = character.normalize('NFKD')
      return has(font, base) ? base : '\u25A1'
    })
    .join('')
