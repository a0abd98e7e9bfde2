import type { ReactNode } from 'react'
import css from './note.module.css'

interface EmptyProps {
  readonly icon: ReactNode
  readonly title: string
  /** What would be here, and how it comes here. */
  readonly children: ReactNode
  readonly action?: ReactNode
}

/** Where there is nothing yet: what will be here, and the way to it. */
export const Empty = ({ icon, title, children, action }: EmptyProps) => (
  <div className={css.empty}>
    <div className={css.emptyIcon} aria-hidden="true">
      {icon}
    </div>
    <h2 className={css.emptyTitle}>{title}</h2>
    <div className={css.emptyText}>{children}</div>
    {action}
  </div>
)
