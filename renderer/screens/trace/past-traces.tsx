import { useCallback } from 'react'
import { Table } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Result } from '../../../shared/contract/app/calls.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { formatTime } from '../../words/format.ts'
import { showTrace } from './trace-state.ts'
import css from './trace.module.css'

type Past = Result<'trace.list'>['traces'][number]

const Row = ({ trace }: { readonly trace: Past }) => {
  const { t } = useTranslation()
  const { id, at, by, verdict, leaks, title, copy, recipient, kept } = trace
  const when = formatTime(at)
  return (
    <Table.Tr>
      <Table.Td className={css.when}>
        {kept ? (
          <button type="button" className={css.link} onClick={() => void showTrace(id)}>
            {when}
          </button>
        ) : (
          <>
            {when}
            <span className={css.sub}>{t('trace.past.not-kept')}</span>
          </>
        )}
      </Table.Td>
      <Table.Td>
        <span className={css.verdictWord} data-verdict={verdict}>
          {t(`trace.past.verdicts.${verdict}`)}
        </span>
      </Table.Td>
      <Table.Td>
        {copy !== null && <strong>{t('trace.verdict.one', { copy, name: recipient ?? '' })}</strong>}
        {title !== null && <span className={css.sub}>{title}</span>}
      </Table.Td>
      <Table.Td className={css.names}>{leaks.join(', ')}</Table.Td>
      <Table.Td>{by}</Table.Td>
    </Table.Tr>
  )
}

/** Traces on record, newest first; those whose pictures are kept can be looked at again. */
export const PastTraces = () => {
  const { t } = useTranslation()
  const { value, failure, refresh } = useLoaded(useCallback(() => call('trace.list', {}), []))
  if (failure) return <ErrorNote failure={failure} onRetry={refresh} />
  if (!value || value.traces.length === 0) return null
  return (
    <Section title={t('trace.past.title')}>
      <Table.ScrollContainer minWidth={620}>
        <Table verticalSpacing={8}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('trace.past.when')}</Table.Th>
              <Table.Th>{t('trace.past.verdict')}</Table.Th>
              <Table.Th>{t('trace.past.copy')}</Table.Th>
              <Table.Th>{t('trace.past.leaks')}</Table.Th>
              <Table.Th>{t('trace.past.by')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {value.traces.map((trace) => (
              <Row key={trace.id} trace={trace} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Section>
  )
}
