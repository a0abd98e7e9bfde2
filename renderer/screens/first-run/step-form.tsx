import type { ReactNode } from 'react'
import css from './first-run.module.css'

interface StepFormProps {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
  readonly onSubmit?: () => void
}

/** One step at the door: its heading has the focus when one comes to it. */
export const StepForm = ({ title, lead, children, onSubmit }: StepFormProps) => (
  <form
    className={css.step}
    onSubmit={(event) => {
      event.preventDefault()
      onSubmit?.()
    }}
  >
    <div>
      <h1 className={css.title} id="step-title" tabIndex={-1}>
        {title}
      </h1>
      {lead !== undefined && <p className={css.lead}>{lead}</p>}
    </div>
    {children}
  </form>
)
