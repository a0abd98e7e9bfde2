import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CopyStand } from '../../../../shared/contract/custody-results.ts'
import { formatDay } from '../../../words/format.ts'
import { StepDialog } from '../../../parts/steps/step-dialog.tsx'
import { STEP_TYPES, today, whyNot } from '../../../parts/steps/step-law.ts'
import type { StepType } from '../../../parts/steps/step-law.ts'
import { ReprintDialog } from './reprint-dialog.tsx'
import css from '../register.module.css'

interface Props {
  readonly copy: CopyStand
  readonly retainUntil: string | null
}

/** What most often comes next, the first that can be taken. */
const MAIN: readonly StepType[] = ['copy-handed-out', 'receipt-signed', 'copy-taken-back', 'copy-returned']

/** Every step of the law: those that may be taken now as buttons, the others with the reason why not. */
export const CopyActions = ({ copy, retainUntil }: Props) => {
  const { t } = useTranslation()
  const [asked, setAsked] = useState<StepType | 'reprint' | null>(null)
  const standing = { ...copy, retainUntil }
  const day = today()
  const reasons = STEP_TYPES.map((type) => ({ type, why: whyNot(standing, type, day) }))
  const able = reasons.filter(({ why }) => why === null)
  const unable = reasons.filter(({ why }) => why !== null)
  const main = MAIN.find((type) => able.some((one) => one.type === type))
  const isReprint = copy.copy.includes(' of ')
  const canReprint = !isReprint && copy.state !== 'reserved' && copy.state !== 'abandoned'
  return (
    <>
      <div className={css.actions}>
        {able.map(({ type }) => (
          <Button
            key={type}
            size="sm"
            variant={type === main ? 'filled' : 'default'}
            onClick={() => setAsked(type)}
          >
            {t(`steps.names.${type}`)}
          </Button>
        ))}
        {canReprint && (
          <Button size="sm" variant="default" onClick={() => setAsked('reprint')}>
            {t('steps.reprint.name')}
          </Button>
        )}
      </div>
      {unable.length > 0 && (
        <details className={css.unable}>
          <summary>{t('steps.not-now', { count: unable.length })}</summary>
          <ul>
            {unable.map(({ type, why }) => (
              <li key={type}>
                <strong>{t(`steps.names.${type}`)}</strong>:{' '}
                {t(`steps.why.${why ?? 'reserved'}`, {
                  day: why === 'retained' && retainUntil !== null ? formatDay(retainUntil) : '',
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {asked === 'reprint' && <ReprintDialog copy={copy} onClose={() => setAsked(null)} />}
      {asked !== null && asked !== 'reprint' && (
        <StepDialog type={asked} copies={[standing]} onClose={() => setAsked(null)} />
      )}
    </>
  )
}
