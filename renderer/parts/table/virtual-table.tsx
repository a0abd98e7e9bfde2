import { useCallback, useEffect, useId, useRef, useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import { useVirtualizer } from '@tanstack/react-virtual'
import type { ColumnOf, Sorting } from './column.ts'
import type { Selection } from './selection.ts'
import { TableHead } from './table-head.tsx'
import { ROW_PX, TableRow } from './table-row.tsx'
import { useChoosing } from './use-choosing.ts'
import type { Rows } from './use-rows.ts'
import { canSort, useSorted } from './use-sorted.ts'
import { useWidths } from './use-widths.ts'
import css from './table.module.css'

interface Props<Row> {
  readonly label: string
  /** Have to stay the same array while nothing about them changes. */
  readonly columns: readonly ColumnOf<Row>[]
  readonly rows: Rows<Row>
  readonly keyOf: (row: Row) => string
  /** Without it rows are opened, not chosen. */
  readonly selection?: Selection
  readonly onSelect?: (selection: Selection) => void
  readonly onOpen?: (row: Row) => void
  /** Instead of rows, where there are none. */
  readonly empty: ReactNode
}

/** A list of any length as a grid: only what is seen is drawn, and fetched. */
export const VirtualTable = <Row,>(props: Props<Row>) => {
  const { label, columns, keyOf, selection, onSelect, onOpen, empty } = props
  const [sorting, setSorting] = useState<Sorting | null>(null)
  const rows = useSorted(props.rows, columns, sorting)
  const { total, see } = rows
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const widths = useWidths(columns)
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    // The heading sticks at the top and covers one row's height there.
    scrollPaddingStart: ROW_PX,
    paddingStart: 0,
  })
  const { active, pick, tick, onKeyDown } = useChoosing({
    rows,
    keyOf,
    selection,
    onSelect,
    onOpen,
    scrollTo: (index) => virtual.scrollToIndex(index),
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => see(first, last), [see, first, last])

  const rowAt = rows.at
  const open = useCallback(
    (index: number) => {
      const row = rowAt(index)
      if (row !== undefined) onOpen?.(row)
    },
    [rowAt, onOpen],
  )
  // One variable for all rows: a column that is dragged redraws none of them.
  const style: CSSProperties & Record<'--columns', string> = { '--columns': widths.template }
  const rowId = (index: number): string => `${id}-row-${index}`
  return (
    <div
      ref={scroller}
      className={css.table}
      role="grid"
      aria-label={label}
      aria-rowcount={total + 1}
      aria-colcount={columns.length}
      aria-multiselectable={selection === undefined ? undefined : true}
      aria-activedescendant={total > 0 ? rowId(active) : undefined}
      tabIndex={0}
      onKeyDown={(event) => event.target === event.currentTarget && onKeyDown(event)}
      style={style}
    >
      <TableHead
        columns={columns}
        widths={widths}
        sortable={canSort(rows)}
        sorting={sorting}
        onSort={setSorting}
      />
      {rows.known && total === 0 ? (
        <div className={css.empty} role="row">
          <div role="gridcell" aria-colspan={columns.length}>
            {empty}
          </div>
        </div>
      ) : (
        <div className={css.body} role="rowgroup" style={{ height: virtual.getTotalSize() }}>
          {items.map(({ index, start }) => {
            const row = rows.at(index)
            return (
              <TableRow
                key={index}
                id={rowId(index)}
                row={row}
                index={index}
                top={start}
                columns={columns}
                selectable={selection !== undefined}
                selected={row !== undefined && (selection?.keys.has(keyOf(row)) ?? false)}
                active={index === active}
                onPick={pick}
                onTick={tick}
                onOpen={open}
              />
            )
          })}
        </div>
      )}
    </div>
  )
}
