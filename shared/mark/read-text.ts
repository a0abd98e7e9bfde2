import { isMarkCharacter, signsOfMark } from './text-marks.ts'

/** A mark found in a text, after so many of its letters. */
export interface ReadMark {
  readonly after: number
  /** +1 or -1, SIGNS_PER_MARK of them. */
  readonly signs: Int8Array
}

/** A text as passages are compared by: its letters, and the marks between them. */
export interface ReadText {
  readonly letters: string
  readonly marks: readonly ReadMark[]
}

const LETTERS_OF_ONE = /[\p{L}\p{N}]+/gu

/**
 * What a character counts as: small letters and digits, taken apart by NFKD and rid of accents. Blanks, punctuation and
 * whatever is invisible count as nothing, since routes change them: lines are broken again, quotes turned, markup added.
 */
export const lettersOf = (text: string): string =>
  (text.normalize('NFKD').match(LETTERS_OF_ONE)?.join('') ?? '').toLowerCase()

/** Reads any text, marked or not. Selectors between two letters belong together whatever else stands among them. */
export const readText = (text: string): ReadText => {
  const letters: string[] = []
  const marks: ReadMark[] = []
  let count = 0
  let row = ''
  const endRow = () => {
    const signs = signsOfMark(row)
    if (signs) marks.push({ after: count, signs })
    row = ''
  }
  for (const character of text) {
    if (isMarkCharacter(character.codePointAt(0) ?? 0)) {
      row += character
      continue
    }
    const own = lettersOf(character)
    if (own === '') continue
    if (row !== '') endRow()
    letters.push(own)
    count += own.length
  }
  if (row !== '') endRow()
  return { letters: letters.join(''), marks }
}
