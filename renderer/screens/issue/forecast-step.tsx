import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconCircleHalf2 } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Section } from '../../parts/page.tsx'
import { WarningList } from '../../parts/warning-list.tsx'
import { asFailure } from '../../tasks/tasks.ts'
import { paperParams, useDraft } from './draft.ts'
import type { Forecast } from './draft.ts'
import { pageRanges } from './page-ranges.ts'
import css from './issue.module.css'

type Prospect = Forecast['pages'][number]['screen']

const ICONS = { sure: IconCircleCheck, likely: IconCircleHalf2, weak: IconAlertTriangle }
const PROSPECTS = ['sure', 'likely', 'weak'] as const
const WAYS = ['screen', 'print'] as const

let kept: { readonly of: string; readonly forecast: Forecast } | null = null

const useForecast = () => {
  const paper = useDraft((state) => state.paper)
  const medium = useDraft((state) => state.medium)
  const running = useDraft((state) => state.running)
  const of = paper ? `${paper.file} ${medium}` : ''
  const [forecast, setForecast] = useState(() => (kept?.of === of ? kept.forecast : null))
  const [failure, setFailure] = useState<Failure | null>(null)
  useEffect(() => {
    if (!paper || running || kept?.of === of) {
      if (kept?.of === of) setForecast(kept.forecast)
      return
    }
    setForecast(null)
    setFailure(null)
    const control = new AbortController()
    call('issue.forecast', { ...paperParams(paper), medium }, { signal: control.signal }).then(
      (made) => {
        kept = { of, forecast: made }
        if (!control.signal.aborted) setForecast(made)
      },
      (error: unknown) => !control.signal.aborted && setFailure(asFailure(error)),
    )
    return () => control.abort()
  }, [of, running])
  return { has: paper !== null, forecast, failure }
}

const Pages = ({ prospect, pages }: { readonly prospect: Prospect; readonly pages: readonly number[] }) => {
  const { t } = useTranslation()
  const Icon = ICONS[prospect]
  return (
    <div className={css.prospect} data-prospect={prospect}>
      <Icon size={17} aria-hidden="true" />
      <strong>{t(`issue.prospect-${prospect}`)}</strong>
      <span>{t('issue.on-pages', { count: pages.length, pages: pageRanges(pages) })}</span>
    </div>
  )
}

/** How surely a leaked photograph of each page would be traced, before anything is written. */
export const ForecastStep = () => {
  const { t } = useTranslation()
  const { has, forecast, failure } = useForecast()
  if (!has) return null
  return (
    <Section title={t('issue.forecast')} lead={t('issue.forecast-why')}>
      {failure && <ErrorNote failure={failure} />}
      {!forecast && !failure && (
        <div className={css.making} role="status">
          <Loader size={14} aria-hidden="true" /> {t('issue.forecast-making')}
        </div>
      )}
      {forecast && (
        <div className={css.ways}>
          {WAYS.map((way) => (
            <div key={way}>
              <h3 className={css.wayTitle}>{t(`issue.way-${way}`)}</h3>
              {PROSPECTS.map((prospect) => {
                const pages = forecast.pages.filter((page) => page[way] === prospect).map(({ page }) => page)
                return pages.length > 0 && <Pages key={prospect} prospect={prospect} pages={pages} />
              })}
            </div>
          ))}
        </div>
      )}
      {forecast && forecast.warnings.length > 0 && <WarningList warnings={forecast.warnings} />}
    </Section>
  )
}
