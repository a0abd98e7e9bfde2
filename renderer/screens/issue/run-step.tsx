import { Button } from '@mantine/core'
import { IconRubberStamp } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useVault } from '../../app-state.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { Note } from '../../parts/note.tsx'
import { Running } from '../../tasks/running.tsx'
import { isActive, useTasks } from '../../tasks/tasks.ts'
import { formatNumber } from '../../words/format.ts'
import { useDraft } from './draft.ts'
import { useReadiness } from './readiness.ts'
import { runIssue } from './run-issue.ts'
import { StepCard } from './step-card.tsx'
import { WordingSaying } from './wording/wording-card.tsx'
import css from './issue.module.css'

/** The last step: where copies go, and the button. What is still missing is said beside it. */
export const RunStep = () => {
  const { t } = useTranslation()
  const { folder, rows, paper, running, runFailure } = useDraft()
  const title = useDraft((state) => state.fields.title.trim()) || (paper?.look.title ?? '')
  const { missing, ready } = useReadiness()
  const mayIssue = useVault().user.role === 'custodian'
  const task = useTasks((state) => state.tasks.find((one) => one.work === 'issue' && isActive(one)))
  const count = rows.length
  const shown = formatNumber(count)
  const issue = () =>
    void runIssue({
      title: t('issue.task', { title, count, shown }),
      doneTitle: t('issue.done-title'),
      doneBody: t('issue.task', { title, count, shown }),
    })
  return (
    <StepCard id="run" number={5}>
      <FolderInput
        label={t('issue.folder')}
        description={t('issue.folder-why')}
        value={folder}
        onChange={(value) => useDraft.setState({ folder: value })}
      />
      <WordingSaying />
      {!mayIssue && <Note kind="warn">{t('issue.not-custodian')}</Note>}
      {runFailure && (
        <ErrorNote failure={runFailure} onDismiss={() => useDraft.setState({ runFailure: null })} />
      )}
      {running && task ? (
        <>
          <Running task={task} />
          <div className={css.hint}>{t('issue.running-why')}</div>
        </>
      ) : (
        <>
          <Button
            size="md"
            leftSection={<IconRubberStamp size={18} />}
            disabled={!ready || !mayIssue}
            onClick={issue}
          >
            {count > 0 ? t('issue.run', { count, shown }) : t('issue.run-none')}
          </Button>
          <div className={css.hint} role="status">
            {missing ? t(`issue.missing-${missing}`) : t('issue.run-why')}
          </div>
        </>
      )}
    </StepCard>
  )
}
