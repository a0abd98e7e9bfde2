import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { ShowResult } from '../../../shared/contract/custody-results.ts'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { Section } from '../../parts/page.tsx'
import { CopyTimeline } from '../../parts/timeline/timeline.tsx'
import { formatTime } from '../../words/format.ts'
import css from './trace.module.css'

interface Props {
  readonly shown: ShowResult
  readonly result: TraceView['result']
}

/** Who had the named copy, and when it came to be. */
export const CustodyOfCopy = ({ shown, result }: Props) => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  const { copy } = shown
  const match = result.matches.find(({ id }) => id === copy.id)
  return (
    <Section
      title={t('trace.custody.title', { copy: copy.copy })}
      lead={t('trace.custody.lead')}
      actions={
        <Button size="xs" variant="default" onClick={() => go('register', { copy: copy.id })}>
          {t('trace.custody.open')}
        </Button>
      }
    >
      {match && (
        <p className={css.sealed}>
          {t('trace.custody.sealed', { when: formatTime(match.sealedAt), event: match.event })}
        </p>
      )}
      <CopyTimeline entries={shown.history} />
    </Section>
  )
}
