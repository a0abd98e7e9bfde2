import { IconAlertTriangle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CopyListRow } from '../../../../shared/contract/app/register-calls.ts'
import type { Failure } from '../../../../shared/contract/failure.ts'
import { sayFailure } from '../../../words/say-failure.ts'
import css from '../register.module.css'

export type Saying = { readonly code: string } & (
  | { readonly kind: 'taken' | 'taken-already' | 'not-out' | 'undone'; readonly copy: CopyListRow }
  | { readonly kind: 'stranger' | 'slip' }
  | { readonly kind: 'failed'; readonly failure: Failure }
)

const TONES = {
  taken: 'good',
  'taken-already': 'note',
  'not-out': 'warn',
  undone: 'note',
  stranger: 'bad',
  slip: 'bad',
  failed: 'bad',
} as const
const ICONS = {
  good: IconCircleCheck,
  note: IconInfoCircle,
  warn: IconAlertTriangle,
  bad: IconAlertTriangle,
}

/** What became of the last code, large enough to be seen from where the papers are. No sounds: meetings are quiet. */
export const Said = ({ saying }: { readonly saying: Saying | null }) => {
  const { t } = useTranslation()
  const tone = saying === null ? 'note' : TONES[saying.kind]
  const Icon = ICONS[tone]
  return (
    // Said again when the same thing happens twice.
    <div className={css.said} data-tone={saying === null ? 'none' : tone} role="status" aria-atomic>
      {saying === null ? (
        <span className="dim">{t('register.collecting.waiting')}</span>
      ) : (
        <>
          <Icon size={40} aria-hidden />
          <div>
            <strong className={css.saidWhat}>
              {'copy' in saying
                ? t('register.collecting.copy', { copy: saying.copy.copy, name: saying.copy.recipient.name })
                : saying.code}
            </strong>
            <span>
              {saying.kind === 'failed'
                ? sayFailure(saying.failure.message)
                : t(`register.collecting.said.${saying.kind}`)}
            </span>
          </div>
        </>
      )}
    </div>
  )
}
