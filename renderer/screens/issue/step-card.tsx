import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import css from './issue.module.css'

interface StepCardProps {
  readonly id: 'paper' | 'people' | 'details' | 'preview' | 'run'
  readonly number: number
  readonly lead?: string
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** One step's card; its heading takes the focus when one jumps to it. */
export const StepCard = ({ id, number, lead, actions, children }: StepCardProps) => {
  const { t } = useTranslation()
  return (
    <section className={css.card} aria-labelledby={`step-${id}`}>
      <header className={css.cardHead}>
        <h2 id={`step-${id}`} tabIndex={-1} className={css.cardTitle}>
          <span className={css.number} aria-hidden="true">
            {number}
          </span>
          {t(`issue.step-${id}`)}
        </h2>
        {actions}
      </header>
      {lead !== undefined && <p className={css.cardLead}>{lead}</p>}
      {children}
    </section>
  )
}
