import { useState } from 'react'
import { Button } from '@mantine/core'
import { IconLink, IconPackageExport } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { namedCopies } from '../../../shared/contract/named-copies.ts'
import { useVault } from '../../app-state.ts'
import { call } from '../../client.ts'
import { Page, Section } from '../../parts/page.tsx'
import { ScorePlot } from '../../parts/plot/score-plot.tsx'
import { formatList } from '../../words/format.ts'
import { saveMade } from '../../parts/save-made.ts'
import { StepDialog } from '../../parts/steps/step-dialog.tsx'
import { Advice } from './advice.tsx'
import { Carriers } from './carriers.tsx'
import { Comparison } from './comparison.tsx'
import { CustodyOfCopy } from './custody-of-copy.tsx'
import { Figures } from './figures.tsx'
import { NotProven } from './not-proven.tsx'
import { TextPassages } from './text-passages.tsx'
import { traceAnother, useTrace } from './trace-state.ts'
import { Verdict } from './verdict.tsx'
import css from './trace.module.css'

/** What came of a trace, from the verdict down to the figures. */
export const TraceResultPage = () => {
  const { t } = useTranslation()
  const { user } = useVault()
  const view = useTrace((state) => state.view)
  const [linking, setLinking] = useState(false)
  if (view === null) return null
  const { result, shown, alsoShown, scores, pictures, passages } = view
  const named = shown === null ? [] : [shown, ...alsoShown]
  const bundle = (): void =>
    void saveMade(
      'trace',
      t('trace.bundle.task'),
      (options) => call('trace.bundle', { trace: result.id }, options),
      (names) => t('trace.bundle.done', { names: formatList(names) }),
    )
  return (
    <Page
      title={t('trace.result')}
      actions={
        <>
          {named.length > 0 && user.role === 'custodian' && (
            <Button
              variant="default"
              leftSection={<IconLink size={16} aria-hidden />}
              onClick={() => setLinking(true)}
            >
              {t('trace.link')}
            </Button>
          )}
          {user.role !== 'auditor' && (
            <Button
              variant={result.verdict === 'traced' ? 'filled' : 'default'}
              leftSection={<IconPackageExport size={16} aria-hidden />}
              onClick={bundle}
            >
              {t('trace.bundle.button')}
            </Button>
          )}
          <Button variant="default" onClick={traceAnother}>
            {t('trace.another')}
          </Button>
        </>
      }
    >
      <Verdict view={view} />
      {result.verdict !== 'traced' && result.original === undefined && <Advice view={view} />}
      {passages.length > 0 && <TextPassages passages={passages} />}
      {pictures.length > 0 && (
        <Section title={t('trace.comparison.title')} lead={t('trace.comparison.lead')}>
          <Comparison view={view} />
          {result.visible !== null && (
            <p className={css.visible}>{t('trace.comparison.visible', { text: result.visible })}</p>
          )}
        </Section>
      )}
      {scores.candidates.length > 0 && (
        <Section title={t('trace.scores.title')} lead={t('trace.scores.lead')}>
          <ScorePlot scores={scores} named={namedCopies(result).map(({ id }) => id)} />
        </Section>
      )}
      {result.verdict !== 'not-ours' && (
        <Section title={t('trace.carriers.title')} lead={t('trace.carriers.lead')}>
          <Carriers view={view} />
          <Figures result={result} />
        </Section>
      )}
      {named.map((one) => (
        <CustodyOfCopy key={one.copy.id} shown={one} result={result} />
      ))}
      {result.verdict === 'traced' && <NotProven />}
      {linking && named.length > 0 && (
        <StepDialog
          type="incident-linked"
          copies={named.map(({ copy }) => copy)}
          draft={{ traceId: result.id }}
          onClose={() => setLinking(false)}
        />
      )}
    </Page>
  )
}
