import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { boundAsFigure, isLeastBound } from '../../parts/figures/bound-in-words.ts'
import { formatNumber } from '../../words/format.ts'
import css from './trace.module.css'

/** Everything that was counted, for whoever checks it. */
export const Figures = ({ result }: { readonly result: TraceView['result'] }) => {
  const { t } = useTranslation()
  const { bound, limit, candidates, alignments, decoys, seconds, page, z, zNeeded, id } = result
  const facts: readonly (readonly [string, string])[] = [
    [
      t('trace.figures.bound'),
      isLeastBound(bound) ? t('trace.bound.below', { figure: boundAsFigure(bound) }) : boundAsFigure(bound),
    ],
    [t('trace.figures.limit'), boundAsFigure(limit)],
    ...(z === null ? [] : [[t('trace.figures.z'), z.toFixed(2)] as const]),
    ...(zNeeded === undefined ? [] : [[t('trace.figures.z-needed'), zNeeded.toFixed(2)] as const]),
    [t('trace.figures.candidates'), formatNumber(candidates)],
    [t('trace.figures.alignments'), formatNumber(alignments)],
    [
      t('trace.figures.decoys'),
      t('trace.figures.decoys-sd', { n: formatNumber(decoys.n), sd: decoys.sd.toFixed(3) }),
    ],
    ...(page === null ? [] : [[t('trace.figures.page'), formatNumber(page)] as const]),
    [t('trace.figures.seconds'), formatNumber(seconds, { maximumFractionDigits: 1 })],
    [t('trace.figures.id'), id],
  ]
  return (
    <details className={css.figures}>
      <summary>{t('trace.figures.title')}</summary>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
