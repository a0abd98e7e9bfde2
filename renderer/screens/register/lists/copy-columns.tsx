import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { CopyListRow } from '../../../../shared/contract/app/register-calls.ts'
import type { ColumnOf } from '../../../parts/table/column.ts'
import { formatDay } from '../../../words/format.ts'
import { StandBadge } from '../stand-badge.tsx'
import css from '../register.module.css'

type ColumnName = 'copy' | 'code' | 'recipient' | 'unit' | 'title' | 'occasion' | 'state' | 'holder' | 'due'

/** Columns of a list of copies; within one issuance without what is the same for all of them. */
export const useCopyColumns = (within: 'register' | 'issuance'): readonly ColumnOf<CopyListRow>[] => {
  const { t, i18n } = useTranslation()
  return useMemo(() => {
    const column = (
      id: ColumnName,
      width: number,
      rest: Omit<ColumnOf<CopyListRow>, 'id' | 'name' | 'width'>,
    ) => ({
      id,
      width,
      name: t(`register.columns.${id}`),
      ...rest,
    })
    const paper = [
      column('title', 190, {
        grow: true,
        cell: (row) => <span>{row.title}</span>,
        order: (row) => row.title,
      }),
      column('occasion', 150, {
        cell: (row) => <span>{row.occasion}</span>,
        order: (row) => row.occasion ?? '',
      }),
    ]
    return [
      column('copy', 88, {
        cell: (row) => <span className={css.strong}>{row.copy}</span>,
        order: (row) => row.copy,
      }),
      column('code', 110, {
        cell: (row) => <span className="mono">{row.code}</span>,
        order: (row) => row.code,
      }),
      column('recipient', 140, {
        grow: within === 'issuance',
        cell: (row) => <span>{row.recipient.name}</span>,
        order: (row) => row.recipient.name,
      }),
      column('unit', 116, {
        cell: (row) => <span>{row.recipient.unit}</span>,
        order: (row) => row.recipient.unit,
      }),
      column('state', 132, {
        cell: (row) => <StandBadge state={row.state} overdue={row.overdue} />,
        order: (row) => t(`steps.states.${row.state}`),
      }),
      column('holder', 116, {
        cell: (row) => <span>{row.holder?.name}</span>,
        order: (row) => row.holder?.name ?? '',
      }),
      column('due', 110, {
        cell: (row) => <span>{row.due === null ? '' : formatDay(row.due)}</span>,
        order: (row) => row.due ?? '',
      }),
      ...(within === 'register' ? paper : []),
    ]
    // The words change with the language.
  }, [t, within, i18n.language])
}
