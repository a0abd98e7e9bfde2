import { Failure } from '../../shared/contract/failure.ts'
import { markFont } from './mark-font.ts'

/** Characters of a text that the visible mark cannot show, each once: missing from the face, or without a shape at all. */
export const undrawable = (text: string): string[] => {
  const missing = [...text.normalize('NFC')].filter((character) => !isDrawable(character))
  return [...new Set(missing)]
}

/** @throws Failure 'name-undrawable' when the visible mark could not show the text whole; `field` says whose it is. */
export const assertDrawable = (text: string, field: string): void => {
  const missing = undrawable(text)
  if (missing.length === 0) return
  const list = missing.map(describe).join(', ')
  throw new Failure(
    'name-undrawable',
    `${field}: the visible mark cannot show ${list} in "${printable(text)}". ` +
      'Write it with characters of the standard set (e.g. the regular form of a rare character) and issue again; nothing was written.',
    { details: missing.map((character) => `${field}: ${describe(character)}`) },
  )
}

const isDrawable = (character: string): boolean => {
  if (character === ' ' || character === '\u3000') return true
  // Controls, direction overrides and other characters without a shape would make two names look alike.
  if (/[\p{C}\p{Z}]/u.test(character)) return false
  const glyph = markFont().glyphForCodePoint(character.codePointAt(0) ?? 0)
  return glyph !== null && glyph.id !== 0 && glyph.path.commands.length > 0
}

const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

const describe = (character: string): string =>
  /[\p{C}\p{Z}\p{M}]/u.test(character) ? codePoint(character) : `${character} (${codePoint(character)})`

const printable = (text: string): string => text.replace(/[\p{C}]/gu, '\uFFFD')
