import { Button, Popover, Progress } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigation } from '../frame/navigation.ts'
import frame from '../frame/frame.module.css'
import { WarningList } from '../parts/warning-list.tsx'
import { dismissTask, isActive, partDone, useTasks } from './tasks.ts'
import type { Task } from './tasks.ts'
import { useTaskSaying } from './task-saying.ts'
import css from './tray.module.css'

const Row = ({ task, onOpen }: { readonly task: Task; readonly onOpen: () => void }) => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  const saying = useTaskSaying(task)
  const part = partDone(task)
  return (
    <li className={css.row}>
      <div className={css.head}>
        <strong>{task.title}</strong>
        <span className={css.buttons}>
          {isActive(task) ? (
            <Button
              size="compact-xs"
              variant="default"
              disabled={task.state === 'stopping'}
              onClick={task.cancel}
            >
              {t('tasks.stop')}
            </Button>
          ) : (
            <Button
              size="compact-xs"
              variant="light"
              onClick={() => {
                go(task.screen, task.target)
                onOpen()
              }}
            >
              {t('tasks.open')}
            </Button>
          )}
        </span>
      </div>
      {isActive(task) && (
        <Progress
          size="sm"
          value={(part ?? 0) * 100}
          animated={part === null}
          aria-label={task.title}
          className={css.progress}
        />
      )}
      <div className={css.saying}>{saying}</div>
      {task.warnings.length > 0 && <WarningList warnings={task.warnings} />}
    </li>
  )
}

/** A word to the reader of the screen when a task ends. */
const useSaid = (): string => {
  const { t } = useTranslation()
  const tasks = useTasks((state) => state.tasks)
  const [said, setSaid] = useState('')
  const last = tasks.find((task) => task.state === 'done' || task.state === 'failed')
  useEffect(() => {
    if (last)
      setSaid(t(last.state === 'done' ? 'tasks.said-done' : 'tasks.said-failed', { title: last.title }))
  }, [last?.id, last?.state, last?.title, t])
  return said
}

/** All long work, with how far it is, whichever screen is in front. */
export const Tray = () => {
  const { t } = useTranslation()
  const tasks = useTasks((state) => state.tasks)
  const [open, setOpen] = useState(false)
  const said = useSaid()
  const active = tasks.filter(isActive)
  const label = active.length > 0 ? t('tasks.running', { count: active.length }) : t('tasks.title')
  const first = active[0]
  return (
    <>
      <Popover opened={open} onChange={setOpen} position="right-end" width={360} trapFocus>
        <Popover.Target>
          <button
            type="button"
            className={frame.item}
            title={label}
            aria-expanded={open}
            onClick={() => setOpen(!open)}
          >
            <IconChecklist size={19} stroke={1.7} aria-hidden="true" />
            <span className={frame.label}>{label}</span>
            {first && (
              <Progress size="xs" w={28} value={(partDone(first) ?? 0) * 100} aria-label={first.title} />
            )}
          </button>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('tasks.title')}>
          {tasks.length === 0 ? (
            <div>
              <strong>{t('tasks.none')}</strong>
              <p className={css.saying}>{t('tasks.none-why')}</p>
            </div>
          ) : (
            <ul className={css.list}>
              {tasks.map((task) => (
                <Row key={task.id} task={task} onOpen={() => setOpen(false)} />
              ))}
            </ul>
          )}
          {tasks.length > active.length && (
            <Button
              size="compact-sm"
              variant="subtle"
              color="gray"
              onClick={() => tasks.filter((task) => !isActive(task)).forEach((task) => dismissTask(task.id))}
            >
              {t('tasks.clear')}
            </Button>
          )}
        </Popover.Dropdown>
      </Popover>
      <div className="unseen" role="status" aria-live="polite">
        {said}
      </div>
    </>
  )
}
