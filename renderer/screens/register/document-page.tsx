import { useCallback, useState } from 'react'
import { Button } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { DocumentListRow, IssuanceListRow } from '../../../shared/contract/app/register-calls.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { useLocalRows } from '../../parts/table/use-local-rows.ts'
import { VirtualTable } from '../../parts/table/virtual-table.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { formatDay, formatNumber, formatTime } from '../../words/format.ts'
import { AmendDialog } from './amend-dialog.tsx'
import { BackButton } from './back-button.tsx'
import { Facts } from './copy/copy-facts.tsx'
import { useIssuanceColumns } from './lists/issuances-list.tsx'
import { open, showCopies } from './place.ts'
import { useMayKeep } from './use-may.ts'
import css from './register.module.css'

const keyOf = (row: IssuanceListRow): string => row.id
const MOST_ISSUANCES = 10_000

/** A paper as the register has it, and every time it was issued. */
export const DocumentPage = ({ document: given }: { readonly document: DocumentListRow }) => {
  const { t } = useTranslation()
  const may = useMayKeep()
  const [document, setDocument] = useState(given)
  const [amending, setAmending] = useState(false)
  const { value, failure, refresh } = useLoaded(
    useCallback(
      () => call('register.issuances', { document: given.id, limit: MOST_ISSUANCES, offset: 0 }),
      [given.id],
    ),
  )
  const rows = useLocalRows(value?.rows ?? null, failure, refresh)
  const columns = useIssuanceColumns()
  const said = (name: string, text: string | null): readonly [string, string] | null =>
    text === null || text === '' ? null : [name, text]
  return (
    <Page
      fill
      title={document.title}
      {...(document.number === null ? {} : { lead: document.number })}
      actions={
        <>
          {may && (
            <Button
              variant="default"
              leftSection={<IconPencil size={16} aria-hidden />}
              onClick={() => setAmending(true)}
            >
              {t('register.amend.button')}
            </Button>
          )}
          <BackButton />
        </>
      }
    >
      <Section
        title={t('register.document.facts')}
        actions={
          <Button size="xs" variant="default" onClick={() => showCopies({ document: document.id })}>
            {t('register.document.copies', { count: document.copies })}
          </Button>
        }
      >
        <Facts
          facts={[
            said(t('register.amend.fields.number'), document.number),
            said(t('register.amend.fields.controlNumber'), document.controlNumber),
            said(t('register.amend.fields.classification'), document.classification),
            said(t('register.amend.fields.term'), document.term),
            said(t('register.amend.fields.version'), document.version),
            document.retainUntil !== null && [
              t('register.amend.fields.retainUntil'),
              formatDay(document.retainUntil),
            ],
            [t('register.columns.pages'), formatNumber(document.pages)],
            [t('register.columns.imported'), formatTime(document.imported)],
            [
              'SHA-256',
              <span key="hash" className={css.hash}>
                {document.sha256}
              </span>,
            ],
          ]}
        />
      </Section>
      <h2 className={css.heading}>{t('register.tabs.issuances')}</h2>
      {failure && <ErrorNote failure={failure} onRetry={refresh} />}
      <VirtualTable
        label={t('register.tabs.issuances')}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        onOpen={({ id }) => open({ kind: 'issuance', issuance: id })}
        empty={t('register.none.issuances')}
      />
      {amending && (
        <AmendDialog document={document} onClose={() => setAmending(false)} onAmended={setDocument} />
      )}
    </Page>
  )
}
