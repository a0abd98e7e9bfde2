import { Button } from '@mantine/core'
import { IconPlus, IconWand } from '@tabler/icons-react'
import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state.ts'
import { useCommands } from '../../frame/commands.ts'
import { confirm } from '../../parts/confirm.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { DetailsStep } from './details-step.tsx'
import { clearDraft, useDraft } from './draft.ts'
import { draftSample } from './draft-sample.ts'
import { ForecastStep } from './forecast-step.tsx'
import { Issued } from './issued.tsx'
import { PaperStep } from './paper-step.tsx'
import { PeopleStep } from './people-step.tsx'
import { PreviewStep } from './preview-step.tsx'
import { RunStep } from './run-step.tsx'
import { Steps } from './steps.tsx'
import { handAgain } from './take-paper.ts'
import { WordingCard } from './wording/wording-card.tsx'
import css from './issue.module.css'

const useStartAgain = () => {
  const { t } = useTranslation()
  return async () => {
    const { rows, paper, issued } = useDraft.getState()
    const isLost = issued === null && (rows.length > 0 || paper !== null)
    const sure =
      !isLost ||
      (await confirm({
        title: t('issue.again-title'),
        consequences: [t('issue.again-lost'), t('issue.again-kept')],
        confirm: t('issue.again-yes'),
      }))
    if (sure) clearDraft()
  }
}

/** Paper, people, details, preview, issue: all at once on one screen, in this order. */
export const Issue = () => {
  const { t } = useTranslation()
  const language = useApp((state) => state.app?.settings.language ?? 'en')
  const issued = useDraft((state) => state.issued)
  const isEmpty = useDraft((state) => state.paper === null && state.rows.length === 0)
  const running = useDraft((state) => state.running)
  useEffect(() => {
    const { paper } = useDraft.getState()
    if (paper && paper.closings !== useApp.getState().closings) void handAgain()
  }, [])
  const startAgain = useStartAgain()
  const { busy, failure, run } = useWork()
  const sample = () => run(() => draftSample(language))
  useCommands(
    useMemo(
      () => [{ id: 'issue-new', title: t('issue.again'), keys: 'mod+j', run: () => void startAgain() }],
      [t, startAgain],
    ),
  )
  if (issued)
    return (
      <Page
        title={t('issue.title')}
        actions={
          <Button leftSection={<IconPlus size={17} />} onClick={clearDraft}>
            {t('issue.again')}
          </Button>
        }
      >
        <Issued issued={issued} />
      </Page>
    )
  return (
    <Page
      title={t('issue.title')}
      lead={t('issue.lead')}
      actions={
        isEmpty ? (
          <Button
            variant="default"
            leftSection={<IconWand size={17} />}
            loading={busy}
            onClick={() => void sample()}
          >
            {t('issue.sample')}
          </Button>
        ) : (
          <Button variant="default" disabled={running} onClick={() => void startAgain()}>
            {t('issue.again')}
          </Button>
        )
      }
    >
      {failure && <ErrorNote failure={failure} />}
      <Steps />
      <div className={css.columns}>
        <div className={css.column}>
          <PaperStep />
          <PeopleStep />
          <DetailsStep />
          <WordingCard />
        </div>
        <div className={css.column}>
          <PreviewStep />
          <ForecastStep />
          <RunStep />
        </div>
      </div>
    </Page>
  )
}
