import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useVault } from '../../app-state.ts'
import { Note } from '../../parts/note.tsx'
import { Page } from '../../parts/page.tsx'
import { AskPost } from './ask-post.tsx'
import { RetoldResultPage } from './retold-result.tsx'
import { useRetold } from './retold-state.ts'

const Start = () => {
  const { t } = useTranslation()
  const { user } = useVault()
  return (
    <Page title={t('retold.title')} lead={t('retold.lead')}>
      {user.role === 'auditor' ? <Note>{t('retold.not-yours')}</Note> : <AskPost />}
    </Page>
  )
}

const Running = () => {
  const { t } = useTranslation()
  const { step, cancel } = useRetold()
  const known = step !== null && step.total > 0
  return (
    <Page
      title={t('retold.running')}
      lead={
        known
          ? t('retold.reading', { done: Math.floor(step.done), total: step.total })
          : t('retold.searching')
      }
      actions={
        <Button variant="default" onClick={cancel}>
          {t('tasks.stop')}
        </Button>
      }
    >
      <Progress
        value={known ? (step.done / step.total) * 100 : 100}
        aria-label={t('retold.running')}
        animated
        striped={!known}
      />
    </Page>
  )
}

/** Who could have known: an exposure, never a trace. */
export const Retold = (): ReactNode => {
  const phase = useRetold((state) => state.phase)
  useEffect(() => {
    document.querySelector<HTMLElement>('#screen-title')?.focus({ preventScroll: true })
  }, [phase])
  switch (phase) {
    case 'asking':
      return <Start />
    case 'running':
      return <Running />
    case 'done':
      return <RetoldResultPage />
  }
}
