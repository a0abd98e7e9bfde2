import { decodeOfficeText } from '../../document/text-encodings.ts'
import { MARK_ALPHABET } from '../../../shared/mark/text-marks.ts'

const CODE_POINTS = new Set(MARK_ALPHABET.map((mark) => mark.charCodeAt(0)))

/** Control characters that no text has; a file with them is something else. */
// oxlint-disable-next-line no-control-regex
const BINARY = /[\u0000-\u0008\u000e-\u001a]/

/**
 * Bytes as text: UTF-16 by its mark, else UTF-8, else the encodings of Chinese offices. Null for what is no text. Marks are no
 * part of GB 18030's older forms, but a passage without them can still be recognised.
 */
export const decodeText = (bytes: Uint8Array): string | null => {
  const text = decodeOfficeText(bytes, true)
  return text === null || BINARY.test(text) ? null : text
}

/** Marks as source code and markup write them: \ufe05, &#xfe05; or &#65029;. */
export const unescapeMarks = (text: string): string =>
  text.replace(/\\u(fe0[0-9a-f])|&#x(fe0[0-9a-f]);|&#(650[0-9]{2});/gi, (all, source, hex, dec) => {
    const code = dec === undefined ? Number.parseInt(String(source ?? hex), 16) : Number(dec)
    return CODE_POINTS.has(code) ? String.fromCharCode(code) : all
  })
