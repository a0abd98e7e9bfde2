import { useTranslation } from 'react-i18next'
import type { CopyStand } from '../../../shared/contract/custody-results.ts'
import css from './register.module.css'

/** Where a copy is, in a word; overdue ones say so. */
export const StandBadge = ({ state, overdue }: Pick<CopyStand, 'state' | 'overdue'>) => {
  const { t } = useTranslation()
  return (
    <span className={css.badge} data-state={overdue ? 'overdue' : state}>
      {t(`steps.states.${state}`)}
      {overdue && ` · ${t('steps.overdue')}`}
    </span>
  )
}
