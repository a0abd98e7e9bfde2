/**
 * The text carrier's alphabet: how 24 signs are written as invisible characters.
 *
 * A mark is a row of eight different variation selectors out of twelve. They are default-ignorable: nothing shows, and screen
 * readers and searches that follow Unicode's collation pass over them. All eight differ because extractors take a character
 * drawn twice in one place for imitated bold and drop it; and they are no format characters (Cf), which pdf.js leaves
 * out. U+FE00 to FE02 are left alone, for they mean something after Chinese punctuation, and U+FE0F, which asks for an emoji.
 */
const FIRST_SELECTOR = 0xfe03
const SELECTORS = 12

export const MARK_LENGTH = 8
/** 12! / 4! = 19,958,400 rows there are; 2^24 of them are used. */
export const SIGNS_PER_MARK = 24

/** All characters that marks are made of, in order. */
export const MARK_ALPHABET: readonly string[] = Array.from({ length: SELECTORS }, (_, i) =>
  String.fromCharCode(FIRST_SELECTOR + i),
)

export const isMarkCharacter = (code: number): boolean =>
  code >= FIRST_SELECTOR && code < FIRST_SELECTOR + SELECTORS

/** Mark `index` of a page from its packed signs (see signs.ts): three bytes make one mark. */
export const markAt = (packed: Uint8Array, index: number): string => {
  const at = (index * SIGNS_PER_MARK) >> 3
  let rest = packed[at] + 256 * packed[at + 1] + 65536 * packed[at + 2]
  const left = [...MARK_ALPHABET]
  let mark = ''
  for (let k = 0; k < MARK_LENGTH; k++) {
    mark += left.splice(rest % left.length, 1)[0]
    rest = Math.floor(rest / (left.length + 1))
  }
  return mark
}

/** The signs of a mark, +1 or -1 each, or null for a row of selectors that no copy has. */
export const signsOfMark = (mark: string): Int8Array | null => {
  if (mark.length !== MARK_LENGTH) return null
  const left = [...MARK_ALPHABET]
  let value = 0
  let unit = 1
  for (const character of mark) {
    const digit = left.indexOf(character)
    if (digit < 0) return null
    value += unit * digit
    unit *= left.length
    left.splice(digit, 1)
  }
  if (value >= 2 ** SIGNS_PER_MARK) return null
  return Int8Array.from({ length: SIGNS_PER_MARK }, (_, bit) => ((value >> bit) & 1 ? 1 : -1))
}
