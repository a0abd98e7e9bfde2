import type { ReactNode } from 'react'

/** A column of a long table. */
export interface ColumnOf<Row> {
  readonly id: string
  /** In the language that is spoken. */
  readonly name: string
  /** Pixels at first, and at least. */
  readonly width: number
  /** Takes what width is left over. */
  readonly grow?: boolean
  readonly align?: 'end'
  readonly cell: (row: Row) => ReactNode
  /** What it is sorted by, where the whole list is at hand. */
  readonly order?: (row: Row) => string | number
}

export interface Sorting {
  readonly column: string
  readonly down: boolean
}

/** One way, the other way, and as it came. */
export const nextSorting = (sorting: Sorting | null, column: string): Sorting | null => {
  if (sorting?.column !== column) return { column, down: false }
  return sorting.down ? null : { column, down: true }
}
