import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { DocumentListRow } from '../../../../shared/contract/app/register-calls.ts'
import { call } from '../../../client.ts'
import type { ColumnOf } from '../../../parts/table/column.ts'
import { useRows } from '../../../parts/table/use-rows.ts'
import { formatDay, formatNumber } from '../../../words/format.ts'
import { open, useWhere } from '../place.ts'
import { PlainList } from './plain-list.tsx'
import css from '../register.module.css'

const keyOf = (row: DocumentListRow): string => row.id

export const DocumentsList = () => {
  const { t, i18n } = useTranslation()
  const search = useWhere((state) => state.filter.search)
  const rows = useRows(
    useCallback(
      (offset: number, limit: number) => call('register.documents', { search, offset, limit }),
      [search],
    ),
  )
  const columns = useMemo<readonly ColumnOf<DocumentListRow>[]>(
    () => [
      {
        id: 'title',
        name: t('register.columns.title'),
        width: 260,
        grow: true,
        cell: (row) => <span className={css.strong}>{row.title}</span>,
        order: (row) => row.title,
      },
      {
        id: 'number',
        name: t('register.columns.number'),
        width: 170,
        cell: (row) => <span>{row.number}</span>,
        order: (row) => row.number ?? '',
      },
      {
        id: 'classification',
        name: t('register.columns.classification'),
        width: 120,
        cell: (row) => <span>{row.classification}</span>,
        order: (row) => row.classification ?? '',
      },
      {
        id: 'pages',
        name: t('register.columns.pages'),
        width: 80,
        align: 'end',
        cell: (row) => <span>{formatNumber(row.pages)}</span>,
        order: (row) => row.pages,
      },
      {
        id: 'issuances',
        name: t('register.columns.issuances'),
        width: 100,
        align: 'end',
        cell: (row) => <span>{formatNumber(row.issuances)}</span>,
        order: (row) => row.issuances,
      },
      {
        id: 'copies',
        name: t('register.columns.copies'),
        width: 90,
        align: 'end',
        cell: (row) => <span>{formatNumber(row.copies)}</span>,
        order: (row) => row.copies,
      },
      {
        id: 'imported',
        name: t('register.columns.imported'),
        width: 130,
        cell: (row) => <span>{formatDay(row.imported)}</span>,
        order: (row) => row.imported,
      },
    ],
    [t, i18n.language],
  )
  return (
    <PlainList
      label={t('register.tabs.documents')}
      counted={(count) => t('register.count.documents', { count })}
      none={t('register.none.documents')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      onOpen={(document) => open({ kind: 'document', document })}
    />
  )
}
