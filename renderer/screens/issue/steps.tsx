import { IconAlertCircle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { formatNumber } from '../../words/format.ts'
import { useDraft } from './draft.ts'
import { useReadiness } from './readiness.ts'
import css from './issue.module.css'

const ICONS = { done: IconCircleCheck, open: IconCircleDashed, wrong: IconAlertCircle }

/** How far the draft is, step by step; each is also a way to it. */
export const Steps = () => {
  const { t } = useTranslation()
  const paper = useDraft((state) => state.paper)
  const people = useDraft((state) => state.rows.length)
  const { problems, ready } = useReadiness()
  const steps = [
    {
      id: 'paper',
      state: paper ? 'done' : 'open',
      says: paper ? t('issue.pages', { count: paper.look.pages, shown: formatNumber(paper.look.pages) }) : '',
    },
    {
      id: 'people',
      state: problems.size > 0 ? 'wrong' : people > 0 ? 'done' : 'open',
      says: people > 0 ? t('issue.people', { count: people, shown: formatNumber(people) }) : '',
    },
    { id: 'details', state: paper ? 'done' : 'open', says: '' },
    { id: 'preview', state: paper && people > 0 ? 'done' : 'open', says: '' },
    { id: 'run', state: ready ? 'done' : 'open', says: '' },
  ] as const
  return (
    <nav className={css.steps} aria-label={t('issue.steps')}>
      <ol>
        {steps.map(({ id, state, says }) => {
          const Icon = ICONS[state]
          return (
            <li key={id} data-state={state}>
              <button
                type="button"
                onClick={() => document.querySelector<HTMLElement>(`#step-${id}`)?.focus()}
              >
                <Icon size={17} aria-hidden="true" />
                <span>{t(`issue.step-${id}`)}</span>
                {says !== '' && <span className={css.stepSays}>{says}</span>}
                <span className="unseen">{t(`issue.step-is-${state}`)}</span>
              </button>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
