import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import css from './note.module.css'

const ICONS = { note: IconInfoCircle, warn: IconAlertCircle, good: IconCircleCheck }

interface NoteProps {
  readonly kind?: keyof typeof ICONS
  readonly title?: string
  readonly children?: ReactNode
  readonly action?: ReactNode
}

/** A remark in its place: told by icon and words, not by colour alone. */
export const Note = ({ kind = 'note', title, children, action }: NoteProps) => {
  const Icon = ICONS[kind]
  return (
    <div className={css[kind]}>
      <Icon size={18} aria-hidden="true" className={css.noteIcon} />
      <div className={css.noteBody}>
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div className={css.noteText}>{children}</div>}
      </div>
      {action !== undefined && <div className={css.noteActions}>{action}</div>}
    </div>
  )
}
