import { useCallback, useId, useRef, useState } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import type { ColumnOf, Sorting } from './column.ts'
import type { Selection } from './selection.ts'
import { TableBody } from './table-body.tsx'
import { TableHead } from './table-head.tsx'
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
  const { total } = rows
  const scroller = useRef<HTMLDivElement>(null)
  const id = useId()
  const widths = useWidths(columns)
  const reach = useRef<(index: number) => void>(() => undefined)
  const { active, pick, tick, onKeyDown } = useChoosing({
    rows,
    keyOf,
    selection,
    onSelect,
    onOpen,
    scrollTo: (index) => reach.current(index),
  })
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
  const rowId = useCallback((index: number): string => `${id}-row-${index}`, [id])
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
        <TableBody
          scroller={scroller}
          reach={reach}
          rowId={rowId}
          rows={rows}
          keyOf={keyOf}
          columns={columns}
          selection={selection}
          active={active}
          onPick={pick}
          onTick={tick}
          onOpen={open}
        />
      )}
    </div>
  )
}
