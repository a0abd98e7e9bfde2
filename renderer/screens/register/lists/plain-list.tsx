import type { ReactNode } from 'react'
import { IconSearchOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Empty } from '../../../parts/empty.tsx'
import { ErrorNote } from '../../../parts/error-note.tsx'
import type { ColumnOf } from '../../../parts/table/column.ts'
import type { Rows } from '../../../parts/table/use-rows.ts'
import { VirtualTable } from '../../../parts/table/virtual-table.tsx'
import css from '../register.module.css'

interface Props<Row> {
  readonly label: string
  readonly counted: (total: number) => string
  readonly none: string
  readonly columns: readonly ColumnOf<Row>[]
  readonly rows: Rows<Row>
  readonly keyOf: (row: Row) => string
  readonly onOpen: (row: Row) => void
  readonly bar?: ReactNode
}

/** A list whose rows are opened, not chosen. */
export const PlainList = <Row,>({ label, counted, none, columns, rows, keyOf, onOpen, bar }: Props<Row>) => {
  const { t } = useTranslation()
  return (
    <div className={css.list}>
      <div className={css.listBar}>
        {bar}
        <span className={css.count} role="status">
          {rows.known && counted(rows.total)}
        </span>
      </div>
      {rows.failure && <ErrorNote failure={rows.failure} onRetry={rows.refresh} />}
      <VirtualTable
        label={label}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        onOpen={onOpen}
        empty={
          <Empty icon={<IconSearchOff size={28} />} title={none}>
            {t('register.none.do')}
          </Empty>
        }
      />
    </div>
  )
}
