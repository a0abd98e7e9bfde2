import { Button, Progress } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { partDone } from './tasks.ts'
import type { Task } from './tasks.ts'
import { useTaskSaying } from './task-saying.ts'
import css from './running.module.css'

/** A task in the place where it was begun: how far it is, and a button that stops it. */
export const Running = ({ task }: { readonly task: Task }) => {
  const { t } = useTranslation()
  const saying = useTaskSaying(task)
  const part = partDone(task)
  return (
    <div className={css.running}>
      <Progress size="lg" value={(part ?? 0) * 100} animated={part === null} aria-label={task.title} />
      <div className={css.line}>
        <span className="dim" role="status">
          {saying}
        </span>
        <Button variant="default" size="xs" disabled={task.state === 'stopping'} onClick={task.cancel}>
          {t('tasks.stop')}
        </Button>
      </div>
    </div>
  )
}
