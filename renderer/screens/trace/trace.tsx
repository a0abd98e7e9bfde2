import { useEffect } from 'react'
import type { ReactNode } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../../frame/navigation.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page } from '../../parts/page.tsx'
import { HandAlign } from './hand-align.tsx'
import { PastTraces } from './past-traces.tsx'
import { Running } from './running.tsx'
import { Target } from './target.tsx'
import { TraceResultPage } from './trace-result.tsx'
import { alignByHand, isTextAlone, showTrace, traceAnother, useTrace } from './trace-state.ts'
import css from './trace.module.css'

const Failed = () => {
  const { t } = useTranslation()
  const failure = useTrace((state) => state.failure)
  const pointable = useTrace((state) => state.leaks.length > 0 && !isTextAlone(state))
  return (
    <Page title={t('trace.title')}>
      {failure && <ErrorNote failure={failure} />}
      <div className={css.after}>
        <Button onClick={traceAnother}>{t('trace.another')}</Button>
        {pointable && (
          <Button variant="default" onClick={alignByHand}>
            {t('trace.by-hand.button')}
          </Button>
        )}
      </div>
    </Page>
  )
}

const Start = () => {
  const { t } = useTranslation()
  return (
    <Page title={t('trace.title')} lead={t('trace.lead')}>
      <Target />
      <PastTraces />
    </Page>
  )
}

export const Trace = (): ReactNode => {
  const target = useNavigation((state) => state.target)
  const phase = useTrace((state) => state.phase)
  useEffect(() => {
    if (target.trace !== undefined) void showTrace(target.trace)
  }, [target])
  useEffect(() => {
    document.querySelector<HTMLElement>('#screen-title')?.focus({ preventScroll: true })
  }, [phase])
  switch (phase) {
    case 'idle':
      return <Start />
    case 'running':
      return <Running />
    case 'aligning':
      return <HandAlign />
    case 'failed':
      return <Failed />
    case 'done':
      return <TraceResultPage />
  }
}
