import { ActionIcon } from '@mantine/core'
import { IconAlertTriangle, IconX } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { toast } from '../../parts/toast.ts'
import { changeRow, useDraft } from './draft.ts'
import type { Row } from './draft.ts'
import type { RowProblem } from './row-problems.ts'
import css from './people-table.module.css'

const COLUMNS = ['name', 'unit', 'id', 'email'] as const
const ROW_PX = 37
/** As many rows as stand without a scroll bar of their own. */
const SHOWN_ROWS = 9

const removeRow = (key: number, said: string, undo: string) => {
  const before = useDraft.getState().rows
  useDraft.setState({ rows: before.filter((row) => row.key !== key) })
  toast(said, { kind: 'note', action: { label: undo, run: () => useDraft.setState({ rows: before }) } })
}

interface LineProps {
  readonly row: Row
  readonly number: number
  readonly problem: RowProblem | undefined
}

/** Only the row that is typed in is drawn anew. */
const Line = memo(({ row, number, problem }: LineProps) => {
  const { t } = useTranslation()
  return (
    <>
      <span role="cell" className={css.number}>
        {number}
      </span>
      {COLUMNS.map((column) => (
        <span role="cell" key={column}>
          <input
            className={css.input}
            aria-label={t('issue.cell', { column: t(`issue.column-${column}`), row: number })}
            aria-invalid={problem !== undefined || undefined}
            aria-errormessage={problem && `problem-${row.key}`}
            title={row[column]}
            value={row[column]}
            onChange={(event) => changeRow(row.key, { [column]: event.currentTarget.value })}
          />
        </span>
      ))}
      <span role="cell" className={css.end}>
        {problem && (
          <span className={css.problem} id={`problem-${row.key}`}>
            <IconAlertTriangle size={14} aria-hidden="true" />
            {t(`issue.problem-${problem}`)}
          </span>
        )}
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t('issue.remove-person', { name: row.name, row: number })}
          onClick={() => removeRow(row.key, t('issue.person-gone', { name: row.name }), t('common.undo'))}
        >
          <IconX size={14} />
        </ActionIcon>
      </span>
    </>
  )
})

interface PeopleTableProps {
  readonly rows: readonly Row[]
  readonly problems: ReadonlyMap<number, RowProblem>
}

/** The list, to be mended in place; what is wrong is said in its row. */
export const PeopleTable = ({ rows, problems }: PeopleTableProps) => {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  return (
    <div
      className={css.table}
      data-no-mail={rows.every(({ email }) => email === '') || undefined}
      role="table"
      aria-label={t('issue.step-people')}
      aria-rowcount={rows.length + 1}
    >
      <div role="rowgroup">
        <div role="row" className={css.head}>
          <span role="columnheader" className={css.number}>
            {t('issue.column-number')}
          </span>
          {COLUMNS.map((column) => (
            <span role="columnheader" key={column}>
              {t(`issue.column-${column}`)}
            </span>
          ))}
          <span role="columnheader" className={css.end}>
            <span className="unseen">{t('issue.column-problem')}</span>
          </span>
        </div>
      </div>
      <div
        role="rowgroup"
        ref={scroller}
        className={css.body}
        style={{ height: Math.min(rows.length, SHOWN_ROWS) * ROW_PX }}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index]
            return (
              row && (
                <div
                  role="row"
                  aria-rowindex={item.index + 2}
                  key={row.key}
                  className={css.row}
                  data-wrong={problems.has(row.key) || undefined}
                  style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                >
                  <Line row={row} number={item.index + 1} problem={problems.get(row.key)} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </div>
  )
}
