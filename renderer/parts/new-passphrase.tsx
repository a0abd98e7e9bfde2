import { PasswordInput } from '@mantine/core'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { strengthOf } from './strength.ts'
import css from './new-passphrase.module.css'

export interface NewPassphraseValue {
  readonly first: string
  readonly again: string
}

export const emptyPassphrase: NewPassphraseValue = { first: '', again: '' }

/** Strong enough, and twice the same. */
export const isPassphraseReady = ({ first, again }: NewPassphraseValue): boolean =>
  strengthOf(first).level !== 'weak' && first === again

interface NewPassphraseProps {
  readonly value: NewPassphraseValue
  readonly onChange: (value: NewPassphraseValue) => void
  readonly label?: string
}

const STEPS = ['weak', 'fair', 'good', 'strong'] as const

/** A passphrase to be chosen: how strong it is, in words, and once more against slips. */
export const NewPassphrase = ({ value, onChange, label }: NewPassphraseProps) => {
  const { t } = useTranslation()
  const id = useId()
  const { level } = strengthOf(value.first)
  const typed = value.first !== ''
  const differs = value.again !== '' && !value.first.startsWith(value.again)
  return (
    <>
      <div>
        <PasswordInput
          label={label ?? t('passphrase.new')}
          description={t('passphrase.hint')}
          autoComplete="new-password"
          aria-describedby={id}
          value={value.first}
          onChange={(event) => onChange({ ...value, first: event.currentTarget.value })}
        />
        <div className={css.meter} data-level={typed ? level : 'none'} aria-hidden="true">
          {STEPS.map((step, index) => (
            <span key={step} data-on={(typed && index <= STEPS.indexOf(level)) || undefined} />
          ))}
        </div>
        <div id={id} className={css.says} aria-live="polite">
          {typed ? t(`passphrase.is-${level}`) : ''}
        </div>
      </div>
      <PasswordInput
        label={t('passphrase.again')}
        autoComplete="new-password"
        value={value.again}
        error={differs ? t('passphrase.differs') : undefined}
        onChange={(event) => onChange({ ...value, again: event.currentTarget.value })}
      />
    </>
  )
}
