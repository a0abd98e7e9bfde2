import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatSpan } from '../words/format.ts'
import { sayLeak } from '../words/say-leak.ts'
import { isActive, secondsLeft } from './tasks.ts'
import type { Task } from './tasks.ts'

const STAGES = [
  'importing',
  'marking',
  'checking',
  'reading',
  'finding',
  'aligning',
  'scoring',
  'reporting',
] as const

/** How a task stands, in a line: what it is at and what time is left; afterwards, how it ended. */
export const useTaskSaying = (task: Task): string => {
  const { t } = useTranslation()
  const [now, setNow] = useState(() => performance.now())
  const active = isActive(task)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => setNow(performance.now()), 1000)
    return () => clearInterval(timer)
  }, [active])
  switch (task.state) {
    case 'stopping':
    case 'done':
    case 'cancelled':
      return t(`tasks.${task.state}`)
    case 'failed':
      return task.failure ? t(`errors.${task.failure.code}.title`) : t('tasks.failed')
    case 'running': {
      const stage = STAGES.find((one) => one === task.step?.stage)
      const left = secondsLeft(task, now)
      return [
        stage && t(`tasks.stages.${stage}`),
        task.step?.about
          ? t(`tasks.about.${task.step.about.kind}`, { ...task.step.about })
          : task.step?.label && sayLeak(task.step.label),
        left !== null && t('tasks.left', { span: formatSpan(left) }),
      ]
        .filter(Boolean)
        .join(' · ')
    }
  }
}
