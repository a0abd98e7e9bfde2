/** Openers with their closers. What stands between is a quotation, a title or a reference. */
const PAIRS: ReadonlyMap<string, string> = new Map([
  ['“', '”'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['«', '»'],
  ['[', ']'],
  ['〔', '〕'],
  ['【', '】'],
])

/** Brackets with a year, a number of a page or an article in them are citations. */
const CITATION =
  /[(（][^()（）]*(?:(?:19|20)[0-9]{2}|\bpp?\.|\bart\.|第[^()（）]{1,6}[条页款])[^()（）]*[)）]/gu
const STRAIGHT_QUOTES = /"[^"]*"?/gu
/** A figure with its unit, and what counts the sections of a paper. */
const SECTION_NUMBER =
  /^[\s(（]*(?:[0-9]+(?:\.[0-9]+)*[.)、．]?|[一二三四五六七八九十]+[、．]|第[^，。]{1,4}[章节条])\s?/gu

export type Stretch = readonly [number, number]

const stretchesOf = (text: string, pattern: RegExp): Stretch[] =>
  [...text.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length])

/** The stretches of a paragraph whose words are not the author's to change, or would change what is meant. One left open runs on. */
export const untouchable = (text: string): Stretch[] => {
  const stretches: Stretch[] = []
  let closer: string | null = null
  let from = 0
  for (let at = 0; at < text.length; at++) {
    if (closer === null) {
      closer = PAIRS.get(text[at]) ?? null
      from = at
    } else if (text[at] === closer) {
      stretches.push([from, at + 1])
      closer = null
    }
  }
  if (closer !== null) stretches.push([from, text.length])
  return [CITATION, STRAIGHT_QUOTES, SECTION_NUMBER].reduce(
    (all, pattern) => [...all, ...stretchesOf(text, pattern)],
    stretches,
  )
}
