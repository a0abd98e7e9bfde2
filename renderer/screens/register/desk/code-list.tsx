import { useState } from 'react'
import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { call } from '../../../client.ts'
import { asFailure } from '../../../tasks/tasks.ts'
import { sayFailure } from '../../../words/say-failure.ts'
import { CodeField } from '../code-field.tsx'
import css from '../register.module.css'

export interface Counted {
  readonly code: string
  readonly says: string
}

interface Props {
  readonly label: string
  readonly counted: readonly Counted[]
  readonly onChange: (change: (counted: readonly Counted[]) => readonly Counted[]) => void
}

/** Codes counted one after the other; each is looked up, so that a slip is noticed while the paper is in hand. */
export const CodeList = ({ label, counted, onChange }: Props) => {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<string | null>(null)
  const add = async (code: string): Promise<void> => {
    setProblem(null)
    try {
      const { copy, document } = await call('register.copy', { names: [code] })
      const says = `${copy.copy} · ${copy.recipient.name} · ${document.title}`
      onChange((before) =>
        before.some((one) => one.code === copy.code) ? before : [{ code: copy.code, says }, ...before],
      )
    } catch (error) {
      const failure = asFailure(error)
      setProblem(
        failure.code === 'not-found'
          ? t('register.desk-count.unknown', { code })
          : sayFailure(failure.message),
      )
    }
  }
  return (
    <>
      <CodeField
        label={label}
        onCode={(code) => void add(code)}
        onSlip={(code) => setProblem(t('register.mistyped', { code }))}
      />
      <p className={css.bad} role="status">
        {problem}
      </p>
      <h3 className={css.heading}>{t('register.desk-count.counted', { count: counted.length })}</h3>
      <ul className={css.bigRows}>
        {counted.map(({ code, says }) => (
          <li key={code}>
            <span className="mono">{code}</span>
            <span className={css.bigName}>{says}</span>
            <CloseButton
              size="sm"
              aria-label={t('register.desk-count.remove', { code })}
              onClick={() => onChange((before) => before.filter((one) => one.code !== code))}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
