import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../shared/contract/failure.ts'
import { sayFailure } from '../words/say-failure.ts'
import css from './note.module.css'

interface ErrorNoteProps {
  readonly failure: Failure
  readonly onRetry?: (() => void) | undefined
  readonly onDismiss?: (() => void) | undefined
}

/** What happened and what to do, in the language spoken; the engine's own sentences under "details", in that language too. */
export const ErrorNote = ({ failure, onRetry, onDismiss }: ErrorNoteProps) => {
  const { t } = useTranslation()
  return (
    <div className={css.error} role="alert">
      <IconAlertTriangle size={18} aria-hidden="true" className={css.noteIcon} />
      <div className={css.noteBody}>
        <strong>{t(`errors.${failure.code}.title`)}</strong>
        <p className={css.noteText}>{t(`errors.${failure.code}.do`)}</p>
        <details className={css.details} open={failure.details.length > 0}>
          <summary>{t('common.details')}</summary>
          <p>{sayFailure(failure.message)}</p>
          {failure.details.length > 0 && (
            <ul>
              {failure.details.map((detail) => (
                <li key={detail}>{sayFailure(detail)}</li>
              ))}
            </ul>
          )}
        </details>
      </div>
      <div className={css.noteActions}>
        {onRetry && (
          <Button size="xs" variant="default" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )}
        {onDismiss && (
          <Button size="xs" variant="subtle" color="gray" onClick={onDismiss}>
            {t('common.close')}
          </Button>
        )}
      </div>
    </div>
  )
}
