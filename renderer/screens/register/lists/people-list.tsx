import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../../shared/contract/app/calls.ts'
import { call } from '../../../client.ts'
import type { ColumnOf } from '../../../parts/table/column.ts'
import { useRows } from '../../../parts/table/use-rows.ts'
import { formatNumber } from '../../../words/format.ts'
import { showCopies, useWhere } from '../place.ts'
import { PlainList } from './plain-list.tsx'
import css from '../register.module.css'

type Person = Result<'register.people'>['rows'][number]

const keyOf = ({ recipient: { name, unit, id } }: Person): string => JSON.stringify([name, unit, id])

export const PeopleList = () => {
  const { t, i18n } = useTranslation()
  const search = useWhere((state) => state.filter.search)
  const rows = useRows(
    useCallback(
      (offset: number, limit: number) => call('register.people', { search, offset, limit }),
      [search],
    ),
  )
  const columns = useMemo<readonly ColumnOf<Person>[]>(
    () => [
      {
        id: 'name',
        name: t('register.columns.recipient'),
        width: 220,
        grow: true,
        cell: ({ recipient }) => <span className={css.strong}>{recipient.name}</span>,
        order: ({ recipient }) => recipient.name,
      },
      {
        id: 'unit',
        name: t('register.columns.unit'),
        width: 220,
        cell: ({ recipient }) => <span>{recipient.unit}</span>,
        order: ({ recipient }) => recipient.unit,
      },
      {
        id: 'id',
        name: t('register.columns.id'),
        width: 130,
        cell: ({ recipient }) => <span>{recipient.id}</span>,
        order: ({ recipient }) => recipient.id,
      },
      {
        id: 'copies',
        name: t('register.columns.copies'),
        width: 100,
        align: 'end',
        cell: ({ copies }) => <span>{formatNumber(copies)}</span>,
        order: ({ copies }) => copies,
      },
      {
        id: 'out',
        name: t('register.columns.out'),
        width: 90,
        align: 'end',
        cell: ({ out }) => <span>{formatNumber(out)}</span>,
        order: ({ out }) => out,
      },
      {
        id: 'overdue',
        name: t('register.columns.overdue'),
        width: 100,
        align: 'end',
        cell: ({ overdue }) => (
          <span className={overdue > 0 ? css.bad : undefined}>{formatNumber(overdue)}</span>
        ),
        order: ({ overdue }) => overdue,
      },
    ],
    [t, i18n.language],
  )
  return (
    <PlainList
      label={t('register.tabs.people')}
      counted={(count) => t('register.count.people', { count })}
      none={t('register.none.people')}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      onOpen={({ recipient }) => showCopies({ recipient: recipient.name })}
    />
  )
}
