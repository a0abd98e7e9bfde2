import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { nextSorting } from './column.ts'
import type { ColumnOf, Sorting } from './column.ts'
import type { Widths } from './use-widths.ts'
import css from './table.module.css'

interface Props<Row> {
  readonly columns: readonly ColumnOf<Row>[]
  readonly widths: Widths
  readonly sortable: boolean
  readonly sorting: Sorting | null
  readonly onSort: (sorting: Sorting | null) => void
}

const KEY_STEP = 16

/** One tab stop: arrows go from heading to heading, Enter sorts, Shift and an arrow makes a column wider or narrower. */
export const TableHead = <Row,>({ columns, widths, sortable, sorting, onSort }: Props<Row>) => {
  const { t } = useTranslation()
  const [current, setCurrent] = useState(0)
  const cells = useRef<(HTMLDivElement | null)[]>([])
  const sort = (column: ColumnOf<Row>): void => {
    if (sortable && column.order) onSort(nextSorting(sorting, column.id))
  }
  const onKeyDown = (event: KeyboardEvent, index: number): void => {
    const along = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (event.key === 'Enter' || event.key === ' ') sort(columns[index])
    else if (along !== 0 && event.shiftKey) widths.change(columns[index].id, along * KEY_STEP)
    else if (along !== 0) {
      const next = Math.min(columns.length - 1, Math.max(0, index + along))
      setCurrent(next)
      cells.current[next]?.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className={css.head} role="row" aria-rowindex={1}>
      {columns.map((column, index) => {
        const mine = sorting?.column === column.id ? sorting : null
        const can = sortable && column.order !== undefined
        return (
          <div
            key={column.id}
            ref={(element) => {
              cells.current[index] = element
            }}
            className={css.headCell}
            role="columnheader"
            aria-sort={mine === null ? undefined : mine.down ? 'descending' : 'ascending'}
            data-align={column.align}
            data-can={can || undefined}
            tabIndex={index === current ? 0 : -1}
            onFocus={() => setCurrent(index)}
            onKeyDown={(event) => onKeyDown(event, index)}
            onClick={() => sort(column)}
            title={t(can ? 'parts.table.head-sort' : 'parts.table.head')}
          >
            <span className={css.headName}>{column.name}</span>
            {mine !== null && (mine.down ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
            <span
              className={css.grip}
              aria-hidden
              onMouseDown={widths.startOf(column.id)}
              onTouchStart={widths.startOf(column.id)}
              onClick={(event) => event.stopPropagation()}
              onDoubleClick={() => widths.forget(column.id)}
            />
          </div>
        )
      })}
    </div>
  )
}
