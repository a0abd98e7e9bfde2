import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssuanceListRow } from '../../../../shared/contract/app/register-calls.ts'
import { call } from '../../../client.ts'
import type { ColumnOf } from '../../../parts/table/column.ts'
import { useRows } from '../../../parts/table/use-rows.ts'
import { formatDay, formatNumber } from '../../../words/format.ts'
import { open, useWhere } from '../place.ts'
import { PlainList } from './plain-list.tsx'
import css from '../register.module.css'

const keyOf = (row: IssuanceListRow): string => row.id

export const useIssuanceColumns = (): readonly ColumnOf<IssuanceListRow>[] => {
  const { t, i18n } = useTranslation()
  return useMemo(
    () => [
      {
        id: 'title',
        name: t('register.columns.title'),
        width: 190,
        grow: true,
        cell: (row) => <span className={css.strong}>{row.title}</span>,
        order: (row) => row.title,
      },
      {
        id: 'number',
        name: t('register.columns.number'),
        width: 132,
        cell: (row) => <span>{row.documentNumber}</span>,
        order: (row) => row.documentNumber ?? '',
      },
      {
        id: 'occasion',
        name: t('register.columns.occasion'),
        width: 140,
        cell: (row) => <span>{row.occasion}</span>,
        order: (row) => row.occasion ?? '',
      },
      {
        id: 'issued',
        name: t('register.columns.issued'),
        width: 112,
        cell: (row) => <span>{formatDay(row.issued)}</span>,
        order: (row) => row.issued,
      },
      {
        id: 'by',
        name: t('register.columns.by'),
        width: 92,
        cell: (row) => <span>{row.by}</span>,
        order: (row) => row.by,
      },
      {
        id: 'copies',
        name: t('register.columns.copies'),
        width: 76,
        align: 'end',
        cell: (row) => <span>{formatNumber(row.copies)}</span>,
        order: (row) => row.copies,
      },
      {
        id: 'out',
        name: t('register.columns.out'),
        width: 62,
        align: 'end',
        cell: (row) => <span>{formatNumber(row.out)}</span>,
        order: (row) => row.out,
      },
      {
        id: 'overdue',
        name: t('register.columns.overdue'),
        width: 84,
        align: 'end',
        cell: (row) => (
          <span className={row.overdue > 0 ? css.bad : undefined}>{formatNumber(row.overdue)}</span>
        ),
        order: (row) => row.overdue,
      },
    ],
    [t, i18n.language],
  )
}

export const IssuancesList = () => {
  const { t } = useTranslation()
  const search = useWhere((state) => state.filter.search)
  const rows = useRows(
    useCallback(
      (offset: number, limit: number) => call('register.issuances', { search, offset, limit }),
      [search],
    ),
  )
  return (
    <PlainList
      label={t('register.tabs.issuances')}
      counted={(count) => t('register.count.issuances', { count })}
      none={t('register.none.issuances')}
      columns={useIssuanceColumns()}
      rows={rows}
      keyOf={keyOf}
      onOpen={({ id }) => open({ kind: 'issuance', issuance: id })}
    />
  )
}
