import { IconCircleCheck, IconCircleDashed, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { boundAsFigure, boundInWords } from '../../parts/figures/bound-in-words.ts'
import { formatList } from '../../words/format.ts'
import { isFileItself } from './trace-figures.ts'
import css from './trace.module.css'

const ICONS = { traced: IconCircleCheck, inconclusive: IconHelpCircle, 'not-ours': IconCircleDashed }

/** The verdict in one sentence, and how sure it is in another. */
export const Verdict = ({ result }: { readonly result: TraceView['result'] }) => {
  const { t, i18n } = useTranslation()
  const { verdict, copy, recipient, document, alsoCopies, bound, runnerUp, page } = result
  const words = boundInWords(bound, i18n.language === 'zh' ? 'zh' : 'en')
  const personIn = ({ name, unit }: { readonly name: string; readonly unit: string }): string =>
    unit === '' ? name : t('trace.verdict.person', { name, unit })
  const Icon = ICONS[verdict]
  const title = document?.title ?? ''
  const sentence = (): string => {
    if (verdict === 'not-ours') return t('trace.verdict.not-ours')
    if (verdict === 'inconclusive' || copy === null || recipient === null)
      return t('trace.verdict.inconclusive')
    const named = { copy: copy.copy, name: personIn(recipient), title }
    if (alsoCopies.length === 0) return t('trace.verdict.traced', named)
    const all = [
      { copy: copy.copy, recipient },
      ...alsoCopies.map((also) => ({ copy: also.copy, recipient: also.recipient })),
    ]
    const parts = all.map((one) => t('trace.verdict.one', { copy: one.copy, name: personIn(one.recipient) }))
    return t('trace.verdict.mixed', { count: all.length, copies: formatList(parts), title })
  }
  const sureness = (): string => {
    if (verdict === 'not-ours') return t('trace.verdict.not-ours-why')
    if (verdict === 'inconclusive')
      return document === null
        ? t('trace.verdict.inconclusive-why')
        : t('trace.verdict.inconclusive-page', { title, page: page ?? 1 })
    if (isFileItself(result)) return t('trace.verdict.file-itself')
    return t('trace.verdict.bound', { words: words ?? '', figure: boundAsFigure(bound) })
  }
  return (
    <section className={css.verdict} data-verdict={verdict} aria-label={t('trace.verdict.label')}>
      <Icon size={40} stroke={1.5} aria-hidden className={css.verdictIcon} />
      <div>
        <p className={css.sentence} role="status">
          {sentence()}
        </p>
        <p className={css.sureness}>{sureness()}</p>
        {verdict === 'traced' && runnerUp !== null && result.z !== null && (
          <p className="dim">
            {t('trace.verdict.runner-up', {
              copy: runnerUp.copy,
              z: runnerUp.z.toFixed(1),
              first: result.z.toFixed(1),
            })}
          </p>
        )}
        {verdict === 'traced' && <p className={css.never}>{t('trace.verdict.never')}</p>}
      </div>
    </section>
  )
}
