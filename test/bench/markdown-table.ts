/** A table that reads well as text too: columns padded, all but the first to the right. */
export const markdownTable = (head: readonly string[], lines: readonly (readonly string[])[]): string => {
  const widths = head.map((title, i) => Math.max(3, title.length, ...lines.map((line) => line[i].length)))
  const row = (cells: readonly string[]): string =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`
  const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`
  return `${[row(head), rule, ...lines.map(row)].join('\n')}\n`
}
