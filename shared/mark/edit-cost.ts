/**
 * The fewest single-character changes that turn `pattern` into some stretch of `text` (Sellers 1980: the alignment may begin
 * and end anywhere in the text).
 */
export const editCost = (pattern: string, text: string): number => {
  let row = new Uint16Array(text.length + 1)
  let next = new Uint16Array(text.length + 1)
  for (let i = 1; i <= pattern.length; i++) {
    next[0] = i
    const wanted = pattern.charCodeAt(i - 1)
    for (let j = 1; j <= text.length; j++) {
      const replaced = row[j - 1] + (text.charCodeAt(j - 1) === wanted ? 0 : 1)
      next[j] = Math.min(replaced, row[j] + 1, next[j - 1] + 1)
    }
    ;[row, next] = [next, row]
  }
  return row.reduce((least, cost) => Math.min(least, cost), pattern.length)
}
