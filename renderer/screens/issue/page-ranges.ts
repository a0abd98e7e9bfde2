/** Pages in rising order as people write them: "1-4, 7, 9-10". */
export const pageRanges = (pages: readonly number[]): string =>
  pages
    .reduce<{ readonly from: number; readonly to: number }[]>((ranges, page) => {
      const last = ranges.at(-1)
      return last && last.to === page - 1
        ? [...ranges.slice(0, -1), { from: last.from, to: page }]
        : [...ranges, { from: page, to: page }]
    }, [])
    .map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`))
    .join(', ')
