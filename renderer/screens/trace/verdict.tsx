import { IconCircleCheck, IconCircleDashed, IconHelpCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { namedCopies } from '../../../shared/contract/named-copies.ts'
import { boundAsFigure, boundInWords, isLeastBound } from '../../parts/figures/bound-in-words.ts'
import { formatList, formatNumber } from '../../words/format.ts'
import { isFileItself, isTextTrace, textFate } from './trace-figures.ts'
import css from './trace.module.css'

const ICONS = { traced: IconCircleCheck, inconclusive: IconHelpCircle, 'not-ours': IconCircleDashed }

/** The verdict in one sentence, and how sure it is in another. */
export const Verdict = ({ view }: { readonly view: TraceView }) => {
  const { t, i18n } = useTranslation()
  const { result } = view
  const isText = isTextTrace(view)
  const { verdict, copy, recipient, document, alsoCopies, bound, original, runnerUp, page, text } = result
  const words = boundInWords(bound, i18n.language === 'zh' ? 'zh' : 'en')
  const personIn = ({ name, unit }: { readonly name: string; readonly unit: string }): string =>
    unit === '' ? name : t('trace.verdict.person', { name, unit })
  const Icon = ICONS[verdict]
  const title = document?.title ?? ''
  const sentence = (): string => {
    if (verdict === 'not-ours') return t(isText ? 'trace.verdict.text.not-ours' : 'trace.verdict.not-ours')
    if (verdict === 'inconclusive' || copy === null || recipient === null)
      return t(isText ? 'trace.verdict.text.inconclusive' : 'trace.verdict.inconclusive')
    const named = { copy: copy.copy, name: personIn(recipient), title }
    if (alsoCopies.length === 0)
      return t(isText ? 'trace.verdict.text.traced' : 'trace.verdict.traced', named)
    const all = namedCopies(result)
    // By the papers themselves: two of them may have one title.
    const isOnePaper = alsoCopies.every((also) => also.document === undefined)
    const parts = all.map((one) =>
      t(isOnePaper ? 'trace.verdict.one' : 'trace.verdict.one-of', {
        copy: one.copy,
        name: one.recipient === null ? '' : personIn(one.recipient),
        title: one.document?.title ?? '',
      }),
    )
    if (!isOnePaper)
      return t(isText ? 'trace.verdict.text.several' : 'trace.verdict.several', { copies: formatList(parts) })
    return t(isText ? 'trace.verdict.text.mixed' : 'trace.verdict.mixed', {
      count: all.length,
      copies: formatList(parts),
      title,
    })
  }
  /** Where a text is from that names nobody, and what became of its marks. */
  const whereFrom = (): string => {
    const [first, ...others] = text?.found ?? []
    const where = {
      title: first?.document.title ?? '',
      pages: formatList((first?.pages ?? []).map((at) => formatNumber(at))),
      count: first?.marks ?? 0,
    }
    const said = t(`trace.verdict.text.why.${textFate(result)}`, where)
    if (others.length === 0) return said
    return `${said} ${t('trace.verdict.text.also', { count: others.length })}`
  }
  const sureness = (): string => {
    if (verdict === 'not-ours')
      return t(isText ? 'trace.verdict.text.not-ours-why' : 'trace.verdict.not-ours-why')
    if (verdict === 'inconclusive' && original !== undefined)
      return t('trace.verdict.original-itself', { title: original.title })
    if (verdict === 'inconclusive' && isText) return whereFrom()
    if (verdict === 'inconclusive')
      return document === null
        ? t('trace.verdict.inconclusive-why')
        : t('trace.verdict.inconclusive-page', { title, page: page ?? 1 })
    if (isFileItself(result)) return t('trace.verdict.file-itself')
    return t(isText ? 'trace.verdict.text.bound' : 'trace.verdict.bound', {
      words: words ?? '',
      figure: t(isLeastBound(bound) ? 'trace.bound.below' : 'trace.bound.most', {
        figure: boundAsFigure(bound),
      }),
    })
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
            {t(runnerUp.document === undefined ? 'trace.verdict.runner-up' : 'trace.verdict.runner-up-of', {
              copy: runnerUp.copy,
              title: runnerUp.document?.title ?? '',
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
