import type { PDFDict } from 'pdf-lib'
import { Failure } from '../../shared/contract/failure.ts'
import { compositeFont } from './composite-font.ts'
import type { Font } from './font.ts'
import { getName } from './read-objects.ts'
import { simpleFont } from './simple-font.ts'

/** Keeps the text where it is: nothing is known of its codes. */
const UNKNOWN_FONT: Font = { movable: false, vertical: false, glyphsOf: () => [], glyphFor: () => null }

const SIMPLE = new Set(['Type1', 'TrueType', 'MMType1', 'Type3'])

const readFont = (font: PDFDict): Font => {
  const subtype = getName(font, 'Subtype')
  if (subtype === 'Type0') return compositeFont(font) ?? UNKNOWN_FONT
  return subtype !== null && SIMPLE.has(subtype) ? simpleFont(font) : UNKNOWN_FONT
}

export type FontLoader = (font: PDFDict | null) => Font

/** Fonts of one document, each read once. A damaged font becomes one that does not move. */
export const fontLoader = (): FontLoader => {
  const known = new Map<PDFDict, Font>()
  return (dict) => {
    if (!dict) return UNKNOWN_FONT
    const found = known.get(dict)
    if (found) return found
    let font = UNKNOWN_FONT
    try {
      font = readFont(dict)
    } catch (error) {
      if (error instanceof Failure) throw error
    }
    known.set(dict, font)
    return font
  }
}
