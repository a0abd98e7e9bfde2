import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Note } from '../../../parts/note.tsx'
import { open } from '../place.ts'
import { StandBadge } from '../stand-badge.tsx'
import { elsewhereOf, missingOf } from './collecting.ts'
import type { Collecting } from './collecting.ts'
import css from '../register.module.css'

/** Missing and returned, side by side. */
export const CollectLists = ({ collecting }: { readonly collecting: Collecting }) => {
  const { t } = useTranslation()
  const missing = missingOf(collecting)
  const elsewhere = elsewhereOf(collecting)
  return (
    <div className={css.collectLists}>
      <section aria-label={t('register.collecting.missing', { count: missing.length })}>
        <h2 className={css.collectCount} data-tone={missing.length > 0 ? 'warn' : 'good'}>
          {t('register.collecting.missing', { count: missing.length })}
        </h2>
        {missing.length === 0 && collecting.copies.length > 0 && (
          <Note kind="good">{t('register.collecting.complete')}</Note>
        )}
        <ul className={css.bigRows}>
          {missing.map((copy) => (
            <li key={copy.id}>
              <button
                type="button"
                className={css.link}
                onClick={() => open({ kind: 'copy', name: copy.id })}
              >
                {copy.copy}
              </button>
              <span className={css.bigName}>
                {(copy.holder ?? copy.recipient).name}
                <span className={css.sub}>{(copy.holder ?? copy.recipient).unit}</span>
              </span>
              <span className="mono">{copy.code}</span>
              {copy.state !== 'out' && <StandBadge state={copy.state} overdue={false} />}
            </li>
          ))}
        </ul>
      </section>
      <section aria-label={t('register.collecting.returned', { count: collecting.taken.length })}>
        <h2 className={css.collectCount} data-tone="good">
          {t('register.collecting.returned', { count: collecting.taken.length })}
        </h2>
        <ul className={css.bigRows}>
          {collecting.taken.toReversed().map(({ copy, event }) => (
            <li key={event}>
              <IconCheck size={18} className={css.tickIcon} aria-hidden />
              <strong>{copy.copy}</strong>
              <span className={css.bigName}>{copy.recipient.name}</span>
              <span className="mono">{copy.code}</span>
            </li>
          ))}
        </ul>
        {elsewhere.length > 0 && (
          <p className="dim">{t('register.collecting.elsewhere', { count: elsewhere.length })}</p>
        )}
      </section>
    </div>
  )
}
