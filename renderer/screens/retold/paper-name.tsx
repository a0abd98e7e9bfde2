import type { RetoldDocument } from '../../../shared/contract/retold-results.ts'
import css from './retold.module.css'

/** A paper by its title, and what tells it from others of that title. */
export const PaperName = ({ document }: Pick<RetoldDocument, 'document'>) => {
  const { title, version, number, classification } = document
  const further = [version, number, classification].filter((part) => part !== null && part !== '')
  return (
    <span>
      <strong>{title}</strong>
      {further.length > 0 && <span className={css.further}>{` · ${further.join(' · ')}`}</span>}
    </span>
  )
}
