import { useMemo } from 'react'
import {
  columnResizingFeature,
  columnSizingFeature,
  createColumnHelper,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import type { ColumnOf } from './column.ts'

const features = tableFeatures({ columnSizingFeature, columnResizingFeature })
const helper = createColumnHelper<typeof features, object>()
/** The rows themselves come in pages and are drawn by the virtual list; the table keeps the columns. */
const NO_ROWS: object[] = []

const LEAST_PX = 56

export interface Widths {
  /** For `grid-template-columns`. */
  readonly template: string
  readonly startOf: (id: string) => (event: unknown) => void
  readonly change: (id: string, byPx: number) => void
  readonly forget: (id: string) => void
}

/** Column widths as they are dragged or nudged. */
export const useWidths = <Row>(columns: readonly ColumnOf<Row>[]): Widths => {
  const definitions = useMemo(
    () =>
      helper.columns(
        columns.map(({ id, width }) => helper.display({ id, size: width, minSize: LEAST_PX, maxSize: 900 })),
      ),
    [columns],
  )
  const table = useTable({ features, columns: definitions, data: NO_ROWS, columnResizeMode: 'onChange' })
  const sized = table.state.columnSizing
  const template = columns
    .map(({ id, grow }) => {
      const size = table.getColumn(id)?.getSize() ?? LEAST_PX
      return grow && sized[id] === undefined ? `minmax(${size}px, 1fr)` : `${size}px`
    })
    .join(' ')
  const headers = table.getHeaderGroups()[0]?.headers ?? []
  return {
    template,
    startOf: (id) =>
      headers.find((header) => header.column.id === id)?.getResizeHandler() ?? (() => undefined),
    change: (id, byPx) =>
      table.setColumnSizing((sizes) => ({
        ...sizes,
        [id]: Math.max(LEAST_PX, (table.getColumn(id)?.getSize() ?? LEAST_PX) + byPx),
      })),
    forget: (id) =>
      table.setColumnSizing((sizes) =>
        Object.fromEntries(Object.entries(sizes).filter(([key]) => key !== id)),
      ),
  }
}
