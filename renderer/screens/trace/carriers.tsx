import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { formatNumber } from '../../words/format.ts'
import { weightOf } from './trace-figures.ts'
import css from './trace.module.css'

const CARRIERS = ['tint', 'words', 'dots'] as const

/** What each kind of mark says by itself. */
export const Carriers = ({ result }: { readonly result: TraceView['result'] }) => {
  const { t } = useTranslation()
  return (
    <ul className={css.carriers}>
      {CARRIERS.map((carrier) => {
        const score = result.carriers[carrier]
        const weight = weightOf(score)
        return (
          <li key={carrier} className={css.carrier} data-weight={weight}>
            <div className={css.carrierHead}>
              <strong>{t(`trace.carriers.${carrier}.name`)}</strong>
              <span className={css.weight}>{t(`trace.carriers.weights.${weight}`)}</span>
            </div>
            <p>{t(`trace.carriers.${carrier}.what`)}</p>
            {weight !== 'unmeasured' && (
              <p className="dim">
                {t('trace.carriers.figures', { n: formatNumber(score.n), z: score.z.toFixed(1) })}
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
