/** Chinese and other wide characters take two columns of a terminal (Unicode Standard Annex 11). */
const WIDE =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u

const columnsOf = (text: string): number => Array.from(text).reduce((n, c) => n + (WIDE.test(c) ? 2 : 1), 0)

/** Text from documents and lists must not steer the terminal. */
export const plain = (text: string): string => text.replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cf}]/gu, '')

/** 1 page, 2 pages. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${n} ${n === 1 ? one : many}`

/** Ascending numbers, runs of them taken together: 1 to 4, 7. */
const runsOf = (numbers: readonly number[]): string[] => {
  const runs: { from: number; to: number }[] = []
  for (const n of numbers) {
    const last = runs.at(-1)
    if (last?.to === n - 1) last.to = n
    else runs.push({ from: n, to: n })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`))
}

const MOST_LISTED = 12

/** Ascending page numbers in words: page 3; pages 1 to 4, 7. */
export const pagesInWords = (pages: readonly number[]): string => {
  const runs = runsOf(pages)
  const more = runs.length > MOST_LISTED ? ' and more' : ''
  return `${pages.length === 1 ? 'page' : 'pages'} ${runs.slice(0, MOST_LISTED).join(', ')}${more}`
}

/** Rows under their headings, columns as wide as their widest cell. */
export const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string => {
  const all = [headings, ...rows].map((row) => row.map(plain))
  const widths = headings.map((_, column) => Math.max(...all.map((row) => columnsOf(row[column]))))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column] - columnsOf(cell)))
      .join('  ')
      .trimEnd()
  return all.map((row) => `${line(row)}\n`).join('')
}
