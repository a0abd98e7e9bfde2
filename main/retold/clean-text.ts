const FULL_WIDTH = /[\uFF04\uFF05\uFF0E\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFFE1\uFFE5]/g
/** Ideographs under a second number, as some PDFs name them. */
const COMPATIBILITY_HAN = /[\u2E80-\u2FDF\uF900-\uFAFF]/g
const HAN_OR_MARK = '[\\p{Script=Han}\\u3000-\\u303F\\uFF00-\\uFFEF“”‘’…—]'
const BREAK_IN_HAN = new RegExp(`(?<=${HAN_OR_MARK})\\s+(?=${HAN_OR_MARK})`, 'gu')

/** What PDFium puts for a hyphen that a line end made, and the break after it. */
const CUT_BY_LINE_END = new RegExp(`[${String.fromCodePoint(2)}\uFFFE]\\s*`, 'g')

const normalised = (character: string): string => {
  const other = character.normalize('NFKC')
  return other.length === 1 ? other : character
}

/**
 * Text of a page or post as it is searched and shown: one line, no invisible characters, full-width digits and letters as
 * plain ones, words that a line end had cut whole again. Offsets of mentions are offsets in what this returns.
 */
export const cleanText = (raw: string): string =>
  raw
    .replace(CUT_BY_LINE_END, '')
    .replace(/[\t\n\v\f\r\u0085\u00A0\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/g, ' ')
    .replace(/[\p{Cf}\p{Cc}\p{Co}\p{Cn}\p{Cs}]/gu, '')
    .replace(FULL_WIDTH, normalised)
    .replace(COMPATIBILITY_HAN, normalised)
    .replace(/ {2,}/g, ' ')
    .replace(BREAK_IN_HAN, '')
    .trim()
