import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ColumnOf, Sorting } from './column.ts'
import { PAGE_ROWS } from './use-rows.ts'
import type { Rows } from './use-rows.ts'

/** Only a list that is wholly here can be sorted here; the register gives longer ones in its own order. */
export const canSort = ({ total, known }: Pick<Rows<unknown>, 'total' | 'known'>): boolean =>
  known && total > 1 && total <= PAGE_ROWS

/** The same rows in another order. */
export const useSorted = <Row>(
  rows: Rows<Row>,
  columns: readonly ColumnOf<Row>[],
  sorting: Sorting | null,
): Rows<Row> => {
  const { i18n } = useTranslation()
  return useMemo(() => {
    const order = columns.find(({ id }) => id === sorting?.column)?.order
    if (sorting === null || order === undefined || !canSort(rows)) return rows
    const collator = new Intl.Collator(i18n.language, { numeric: true })
    const present = Array.from({ length: rows.total }, (_, index) => rows.at(index)).filter(
      (row) => row !== undefined,
    )
    const compare = (one: Row, other: Row): number => {
      const [a, b] = [order(one), order(other)]
      return typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b))
    }
    const sorted = present.sort((one, other) => (sorting.down ? compare(other, one) : compare(one, other)))
    return {
      ...rows,
      at: (index) => sorted[index],
      range: (first, last) => Promise.resolve(sorted.slice(first, last + 1)),
    }
  }, [rows, columns, sorting, i18n.language])
}
