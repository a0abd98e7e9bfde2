import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { SharedFact } from '../../../shared/contract/retold-results.ts'
import { formatNumber } from '../../words/format.ts'
import css from './retold.module.css'

interface Props {
  readonly facts: readonly SharedFact[]
  /** Pages that were searched. */
  readonly pages: number
}

/** Each fact as the post says it and as the paper has it, and how many pages say so: the fewer, the more it tells. */
export const FactTable = ({ facts, pages }: Props) => {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table verticalSpacing={6} className={css.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('retold.facts.said')}</Table.Th>
            <Table.Th>{t('retold.facts.written')}</Table.Th>
            <Table.Th>{t('retold.facts.kind')}</Table.Th>
            <Table.Th>{t('retold.facts.page')}</Table.Th>
            <Table.Th>{t('retold.facts.rare')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {facts.map(({ said, written, kind, page, exact, onPages, saidAt }) => (
            <Table.Tr key={`${saidAt.start}-${kind}`}>
              <Table.Td>{said}</Table.Td>
              <Table.Td>
                {written}
                {!exact && <span className="dim"> {t('retold.facts.rough')}</span>}
              </Table.Td>
              <Table.Td>{t(`retold.facts.kinds.${kind}`)}</Table.Td>
              <Table.Td>{formatNumber(page)}</Table.Td>
              <Table.Td>
                {t('retold.facts.on-pages', { n: formatNumber(onPages), total: formatNumber(pages) })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
