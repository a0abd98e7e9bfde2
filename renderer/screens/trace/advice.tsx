import { Button } from '@mantine/core'
import { IconMessageSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { Section } from '../../parts/page.tsx'
import { lookUpAsRetold } from '../retold/retold-state.ts'
import { isTextTrace } from './trace-figures.ts'
import { alignByHand, isTextAlone, useTrace } from './trace-state.ts'
import { VisibleCode } from './visible-code.tsx'
import css from './trace.module.css'

/** What would help where nobody could be named. */
export const Advice = ({ view }: { readonly view: TraceView }) => {
  const { t } = useTranslation()
  const pointable = useTrace((state) => state.leaks.length > 0 && !isTextAlone(state))
  const { advice, passages, result } = view
  const post = isTextTrace(view) ? passages.map(({ text }) => text).join('\n\n') : null
  const isText = post !== null
  const title = isText ? 'trace.advice.title-not-ours-text' : 'trace.advice.title-not-ours'
  return (
    <Section title={t(result.verdict === 'not-ours' ? title : 'trace.advice.title')}>
      {advice.length > 0 && (
        <ul className={css.points}>
          {advice.map((one) => (
            <li key={one}>{t(`trace.advice.${one}`)}</li>
          ))}
          {isText && <li>{t('trace.advice.retold')}</li>}
        </ul>
      )}
      {pointable && (
        <Button variant="default" onClick={alignByHand}>
          {t('trace.by-hand.button')}
        </Button>
      )}
      {isText && (
        <Button
          variant="default"
          leftSection={<IconMessageSearch size={16} aria-hidden />}
          onClick={() => lookUpAsRetold(post)}
        >
          {t('trace.advice.retold-go')}
        </Button>
      )}
      {!isText && <VisibleCode />}
    </Section>
  )
}
