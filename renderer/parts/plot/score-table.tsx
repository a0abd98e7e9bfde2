import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import css from './plot.module.css'

interface Props {
  readonly labels: TraceView['scores']['labels']
  readonly named: readonly string[]
  readonly total: number
  readonly figure: Intl.NumberFormat
}

/** The same scores as figures, for readers and for whoever wants them exactly. */
export const ScoreTable = ({ labels, named, total, figure }: Props) => {
  const { t } = useTranslation()
  if (labels.length === 0) return null
  return (
    <details className={css.details}>
      <summary>
        {labels.length < total
          ? t('parts.plot.table-of', { shown: labels.length, total })
          : t('parts.plot.table')}
      </summary>
      <Table className={css.table} striped verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('parts.plot.copy')}</Table.Th>
            <Table.Th>{t('parts.plot.recipient')}</Table.Th>
            <Table.Th className={css.figureCell}>{t('parts.plot.score')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {labels.map(({ id, copy, name, z }) => (
            <Table.Tr key={id} data-named={named.includes(id) || undefined}>
              <Table.Td>{copy}</Table.Td>
              <Table.Td>{name}</Table.Td>
              <Table.Td className={css.figureCell}>{figure.format(z)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  )
}
