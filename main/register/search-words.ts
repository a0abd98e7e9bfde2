/**
 * Chinese has no spaces, so every ideograph becomes a word of its own and a run of them is asked for as a phrase: any piece
 * of a name or title is found, be it one character. Words of other scripts are found from their beginning.
 */
const SINGLE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu

/** Nothing in it to take apart. */
const PLAIN = /^[!-~]+( [!-~]+)*$/

/** The same names, units and titles come again and again. */
const known = new Map<string, string>()
const MOST_KNOWN = 10_000

const spaced = (text: string): string => {
  if (PLAIN.test(text)) return text
  const found = known.get(text)
  if (found !== undefined) return found
  if (known.size === MOST_KNOWN) known.clear()
  const words = spread(text)
  known.set(text, words)
  return words
}

const spread = (text: string): string =>
  text.normalize('NFKC').replace(SINGLE, ' $& ').replace(/\s+/gu, ' ').trim()

/** What is indexed. Codes are found with their hyphen and without. */
export const searchWords = (texts: readonly (string | null | undefined)[]): string => {
  const seen: string[] = []
  let words = ''
  for (const text of texts) {
    if (text === null || text === undefined || text === '' || seen.includes(text)) continue
    words += seen.length === 0 ? spaced(text) : ` \u2403 ${spaced(text)}`
    seen.push(text)
  }
  return words
}

/** The FTS5 query for what a person typed: every part must be there. Null when nothing can be looked for. */
export const searchQuery = (typed: string): string | null => {
  const parts = typed
    .normalize('NFKC')
    .split(/\s+/u)
    .map((part) => spaced(part).replaceAll('"', ' ').trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
  if (parts.length === 0) return null
  return parts.map((part) => `"${part}"${/\p{Script=Han}$/u.test(part) ? '' : '*'}`).join(' AND ')
}
