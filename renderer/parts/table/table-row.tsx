import { memo } from 'react'
import type { MouseEvent } from 'react'
import type { ColumnOf } from './column.ts'
import css from './table.module.css'

export const ROW_PX = 36

interface Props<Row> {
  readonly id: string
  readonly row: Row | undefined
  readonly index: number
  readonly top: number
  readonly columns: readonly ColumnOf<Row>[]
  readonly selectable: boolean
  readonly selected: boolean
  readonly active: boolean
  readonly onPick: (index: number, event: Pick<MouseEvent, 'shiftKey' | 'ctrlKey' | 'metaKey'>) => void
  readonly onTick: (index: number) => void
  readonly onOpen: (index: number) => void
}

const RowBody = <Row,>(props: Props<Row>) => {
  const { id, row, index, top, columns, selectable, selected, active, onPick, onTick, onOpen } = props
  return (
    <div
      id={id}
      className={css.row}
      role="row"
      // The heading is row 1.
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      data-active={active || undefined}
      style={{ transform: `translateY(${top}px)` }}
      onClick={(event) => onPick(index, event)}
      onDoubleClick={() => onOpen(index)}
    >
      {columns.map((column, place) => (
        <div key={column.id} className={css.cell} role="gridcell" data-align={column.align}>
          {selectable && place === 0 && (
            <span
              className={css.tick}
              onClick={(event) => {
                event.stopPropagation()
                onTick(index)
              }}
              onDoubleClick={(event) => event.stopPropagation()}
            >
              <span className={css.box} data-checked={selected || undefined} aria-hidden />
            </span>
          )}
          {row === undefined ? <span className={css.bone} /> : column.cell(row)}
        </div>
      ))}
    </div>
  )
}

/** Scrolling draws new rows only; what stays on the screen is left alone. */
export const TableRow = memo(RowBody) as typeof RowBody
