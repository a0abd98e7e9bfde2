import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { formatNumber } from '../../words/format.ts'
import { isTextTrace, weightOf } from './trace-figures.ts'
import css from './trace.module.css'

const PICTURED = ['tint', 'words', 'dots'] as const

/** What each kind of mark says by itself: those that what leaked could show at all. */
export const Carriers = ({ view }: { readonly view: TraceView }) => {
  const { t } = useTranslation()
  const { carriers, text } = view.result
  const cards = [
    ...(isTextTrace(view) ? [] : PICTURED.map((name) => ({ name, score: carriers[name] }))),
    ...(carriers.text === undefined ? [] : [{ name: 'text' as const, score: carriers.text }]),
    ...(carriers.wording === undefined ? [] : [{ name: 'wording' as const, score: carriers.wording }]),
  ]
  return (
    <ul className={css.carriers}>
      {cards.map(({ name: carrier, score }) => {
        const weight = weightOf(score)
        return (
          <li key={carrier} className={css.carrier} data-weight={weight}>
            <div className={css.carrierHead}>
              <strong>{t(`trace.carriers.${carrier}.name`)}</strong>
              <span className={css.weight}>{t(`trace.carriers.weights.${weight}`)}</span>
            </div>
            <p>{t(`trace.carriers.${carrier}.what`)}</p>
            {carrier === 'text' && text !== undefined && (
              <p className="dim">{t('trace.carriers.text.marks', { count: text.marks })}</p>
            )}
            {carrier === 'wording' && text?.wordingsNeeded !== undefined && (
              <p className="dim">{t('trace.carriers.wording.needed', { count: text.wordingsNeeded })}</p>
            )}
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
