import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { Section } from '../../parts/page.tsx'
import { alignByHand, useTrace } from './trace-state.ts'
import css from './trace.module.css'

interface Props {
  readonly advice: TraceView['advice']
  readonly verdict: TraceView['result']['verdict']
}

/** What would help where nobody could be named. */
export const Advice = ({ advice, verdict }: Props) => {
  const { t } = useTranslation()
  const leaks = useTrace((state) => state.leaks)
  return (
    <Section title={t(verdict === 'not-ours' ? 'trace.advice.title-not-ours' : 'trace.advice.title')}>
      {advice.length > 0 && (
        <ul className={css.points}>
          {advice.map((one) => (
            <li key={one}>{t(`trace.advice.${one}`)}</li>
          ))}
        </ul>
      )}
      {leaks.length > 0 && (
        <Button variant="default" onClick={alignByHand}>
          {t('trace.by-hand.button')}
        </Button>
      )}
    </Section>
  )
}
