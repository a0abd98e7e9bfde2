/** Rows of a long list as they come in pages, of which only those about the place that is looked at are kept. */
export interface RowPages<Row> {
  readonly pageRows: number
  readonly total: number
  readonly pages: ReadonlyMap<number, readonly Row[]>
}

export const emptyPages = <Row>(pageRows: number): RowPages<Row> => ({ pageRows, total: 0, pages: new Map() })

/** As many pages as are kept: at 200 rows a page, 12,000 rows of a list of any length. */
const MOST_PAGES = 60

export const rowAt = <Row>({ pages, pageRows }: RowPages<Row>, index: number): Row | undefined =>
  pages.get(Math.floor(index / pageRows))?.[index % pageRows]

/** Numbers of the pages that rows `first` to `last` lie on. */
export const pagesOf = (
  { pageRows }: { readonly pageRows: number },
  first: number,
  last: number,
): number[] => {
  const from = Math.floor(Math.max(0, first) / pageRows)
  const to = Math.floor(Math.max(0, last) / pageRows)
  return Array.from({ length: to - from + 1 }, (_, i) => from + i)
}

/** With a page put in; the pages furthest from it are let go. */
export const putPage = <Row>(
  { pageRows, pages }: RowPages<Row>,
  page: number,
  rows: readonly Row[],
  total: number,
): RowPages<Row> => {
  const kept = [...pages, [page, rows] as const]
    .filter(([number]) => number === 0 || number * pageRows < total)
    .sort(([a], [b]) => Math.abs(a - page) - Math.abs(b - page))
    .slice(0, MOST_PAGES)
  return { pageRows, total, pages: new Map(kept) }
}
