import { useTranslation } from 'react-i18next'
import type { ShowResult } from '../../../../shared/contract/custody-results.ts'
import { Section } from '../../../parts/page.tsx'
import { open } from '../place.ts'
import { StandBadge } from '../stand-badge.tsx'
import css from '../register.module.css'

/** Copies that were made in this one's place. */
export const Reprints = ({ shown: { reprints } }: { readonly shown: ShowResult }) => {
  const { t } = useTranslation()
  if (reprints.length === 0) return null
  return (
    <Section title={t('register.copy.reprints')}>
      <ul className={css.rows}>
        {reprints.map((copy) => (
          <li key={copy.id}>
            <button type="button" className={css.link} onClick={() => open({ kind: 'copy', name: copy.id })}>
              {copy.copy}
            </button>
            <span className="mono">{copy.code}</span>
            <StandBadge state={copy.state} overdue={copy.overdue} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
