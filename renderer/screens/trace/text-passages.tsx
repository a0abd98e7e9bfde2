import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { Section } from '../../parts/page.tsx'
import { Passage, SpanSample } from '../../parts/passage/passage.tsx'
import type { SpanKind } from '../../parts/passage/passage.tsx'
import { formatNumber } from '../../words/format.ts'
import css from './trace.module.css'

type OnePassage = TraceView['passages'][number]
type Says = OnePassage['marks'][number]['says']

const DRAWN: Readonly<Record<Says, SpanKind>> = {
  agrees: 'good',
  differs: 'bad',
  placed: 'plain',
  elsewhere: 'stray',
}
const ALL_SAYS = ['agrees', 'differs', 'placed', 'elsewhere'] as const

const countOf = (marks: OnePassage['marks'], says: Says): number =>
  marks.filter((mark) => mark.says === says).length

const One = ({ passage, titled }: { readonly passage: OnePassage; readonly titled: boolean }) => {
  const { t } = useTranslation()
  const { leak, text, marks, before, after } = passage
  return (
    <div className={css.passage}>
      {titled && <h3 className={css.passageName}>{leak}</h3>}
      {before > 0 && (
        <p className="dim">{t('trace.passage.before', { count: before, n: formatNumber(before) })}</p>
      )}
      <Passage
        text={text}
        label={t('trace.passage.label', { leak })}
        spans={marks.map(({ start, end, says }) => ({ start, end, kind: DRAWN[says] }))}
      />
      {after > 0 && (
        <p className="dim">{t('trace.passage.after', { count: after, n: formatNumber(after) })}</p>
      )}
      <p className={css.legend}>
        {marks.length === 0
          ? t('trace.passage.no-marks')
          : ALL_SAYS.filter((says) => countOf(marks, says) > 0).map((says) => (
              <SpanSample key={says} kind={DRAWN[says]}>
                {t(`trace.passage.says.${says}`, { count: countOf(marks, says) })}
              </SpanSample>
            ))}
      </p>
    </div>
  )
}

/** The text that leaked, with the places where its marks were read. */
export const TextPassages = ({ passages }: Pick<TraceView, 'passages'>) => {
  const { t } = useTranslation()
  return (
    <Section title={t('trace.passage.title')} lead={t('trace.passage.lead')}>
      {passages.map((passage, index) => (
        <One key={index} passage={passage} titled={passages.length > 1} />
      ))}
    </Section>
  )
}
