import type { CopyStand } from '../../../../shared/contract/custody-results.ts'
import { open } from '../place.ts'
import { StandBadge } from '../stand-badge.tsx'
import css from '../register.module.css'

/** Copies in a result, each a way to its page. */
export const Stands = ({
  title,
  copies,
}: {
  readonly title: string
  readonly copies: readonly CopyStand[]
}) =>
  copies.length === 0 ? null : (
    <section>
      <h2 className={css.heading}>{title}</h2>
      <ul className={css.bigRows}>
        {copies.map((copy) => (
          <li key={copy.id}>
            <button type="button" className={css.link} onClick={() => open({ kind: 'copy', name: copy.id })}>
              {copy.copy}
            </button>
            <span className={css.bigName}>{copy.recipient.name}</span>
            <span className="mono">{copy.code}</span>
            <StandBadge state={copy.state} overdue={copy.overdue} />
          </li>
        ))}
      </ul>
    </section>
  )
