import { useEffect, useRef } from 'react'
import type { RefObject } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ColumnOf } from './column.ts'
import type { Selection } from './selection.ts'
import { ROW_PX, TableRow } from './table-row.tsx'
import type { Rows } from './use-rows.ts'
import css from './table.module.css'

interface Props<Row> {
  readonly scroller: RefObject<HTMLDivElement | null>
  /** Gets the way to bring a row into sight. */
  readonly reach: RefObject<(index: number) => void>
  readonly rowId: (index: number) => string
  readonly rows: Rows<Row>
  readonly keyOf: (row: Row) => string
  readonly columns: readonly ColumnOf<Row>[]
  readonly selection: Selection | undefined
  readonly active: number
  readonly onPick: (index: number, keys: { shiftKey: boolean; ctrlKey: boolean; metaKey: boolean }) => void
  readonly onTick: (index: number) => void
  readonly onOpen: (index: number) => void
}

/** Rows that are drawn above and below what is seen. */
const OVERSCAN = 8

/** The rows that are in sight. Scrolling redraws this and nothing around it. */
export const TableBody = <Row,>(props: Props<Row>) => {
  const { scroller, reach, rowId, rows, keyOf, columns, selection, active, onPick, onTick, onOpen } = props
  const { total, see } = rows
  // As many as the highest window so far has needed, always: a row that goes out of sight lends its elements to the one that comes into it.
  const slots = useRef(1)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: OVERSCAN,
    rangeExtractor: ({ startIndex, endIndex, count }) => {
      slots.current = Math.max(slots.current, endIndex - startIndex + 1 + 2 * OVERSCAN)
      const from = Math.max(0, Math.min(startIndex - OVERSCAN, count - slots.current))
      return Array.from({ length: Math.min(slots.current, count) }, (_, i) => from + i)
    },
    // The heading sticks at the top and covers one row's height there.
    scrollPaddingStart: ROW_PX,
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => see(first, last), [see, first, last])
  useEffect(() => {
    reach.current = (index) => virtual.scrollToIndex(index)
  }, [reach, virtual])
  return (
    <div className={css.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
      {items.map(({ index, start }) => {
        const row = rows.at(index)
        return (
          <TableRow
            key={index % slots.current}
            id={rowId(index)}
            row={row}
            index={index}
            top={start}
            columns={columns}
            selectable={selection !== undefined}
            selected={row !== undefined && (selection?.keys.has(keyOf(row)) ?? false)}
            active={index === active}
            onPick={onPick}
            onTick={onTick}
            onOpen={onOpen}
          />
        )
      })}
    </div>
  )
}
