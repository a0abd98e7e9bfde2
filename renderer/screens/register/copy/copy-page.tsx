import { useCallback, useState } from 'react'
import { Anchor } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../../shared/contract/custody-results.ts'
import { call } from '../../../client.ts'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { Page, Section } from '../../../parts/page.tsx'
import { CopyTimeline } from '../../../parts/timeline/timeline.tsx'
import { useLoaded } from '../../../parts/use-loaded.ts'
import { SheetButton } from '../papers/sheet-button.tsx'
import { open } from '../place.ts'
import { CorrectDialog } from '../steps/correct-dialog.tsx'
import { useMayKeep } from '../use-may.ts'
import { BackButton } from '../back-button.tsx'
import { CopyActions } from './copy-actions.tsx'
import { CopyFacts } from './copy-facts.tsx'
import { Reprints } from './reprints.tsx'
import css from '../register.module.css'

/** One copy: how it stands, what may be done with it now, and everything that happened to it. */
export const CopyPage = ({ name }: { readonly name: string }) => {
  const { t } = useTranslation()
  const may = useMayKeep()
  const {
    value: shown,
    failure,
    refresh,
  } = useLoaded(useCallback(() => call('register.copy', { names: [name] }), [name]))
  const [correcting, setCorrecting] = useState<HistoryEntry | null>(null)
  if (failure)
    return (
      <Page title={t('register.copy.unknown')} actions={<BackButton />}>
        <ErrorNote failure={failure} onRetry={refresh} />
      </Page>
    )
  if (!shown) return <Page title={name}>{null}</Page>
  const { copy, document, issuance } = shown
  return (
    <Page
      title={t('register.copy.title', { copy: copy.copy, name: copy.recipient.name })}
      lead={document.title}
      actions={
        <>
          <SheetButton sheet="history" of={[copy.id]} />
          {copy.destroyed && <SheetButton sheet="certificate" of={[copy.destroyed.certificate]} />}
          <BackButton />
        </>
      }
    >
      <div className={css.copyPage}>
        <div>
          <Section
            title={t('register.copy.stands')}
            actions={
              <Anchor
                component="button"
                type="button"
                size="sm"
                onClick={() => open({ kind: 'issuance', issuance: issuance.id })}
              >
                {t('register.copy.all-copies')}
              </Anchor>
            }
          >
            <CopyFacts shown={shown} />
          </Section>
          {may && (
            <Section title={t('register.copy.next')} lead={t('register.copy.next-lead')}>
              <CopyActions copy={copy} retainUntil={document.retainUntil} />
            </Section>
          )}
          <Reprints shown={shown} />
        </div>
        <Section title={t('register.copy.history')} lead={t('register.copy.history-lead')}>
          <CopyTimeline entries={shown.history} {...(may ? { onCorrect: setCorrecting } : {})} />
        </Section>
      </div>
      {correcting && <CorrectDialog entry={correcting} onClose={() => setCorrecting(null)} />}
    </Page>
  )
}
