import { useState } from 'react'
import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RetoldResult } from '../../../shared/contract/retold-results.ts'
import { Note } from '../../parts/note.tsx'
import { Page, Section } from '../../parts/page.tsx'
import { formatDay, formatNumber } from '../../words/format.ts'
import { FoundPaper } from './found-paper.tsx'
import { Passage } from '../../parts/passage/passage.tsx'
import { PaperName } from './paper-name.tsx'
import { askAgain, askAnother, useRetold } from './retold-state.ts'
import css from './retold.module.css'

interface ChoiceProps {
  readonly result: RetoldResult
  readonly chosen: number
  readonly onChoose: (index: number) => void
}

/** The papers that say it, best first; the chosen one is shown below. */
const Papers = ({ result, chosen, onChoose }: ChoiceProps) => {
  const { t } = useTranslation()
  return (
    <Section title={t('retold.papers.title')} lead={t('retold.papers.lead')}>
      <ol className={css.papers}>
        {result.documents.map(({ document, page, strength, facts, exposure }, index) => (
          <li key={document.id}>
            <button
              type="button"
              className={css.paper}
              aria-current={index === chosen ? 'true' : undefined}
              onClick={() => onChoose(index)}
            >
              <span className={css.rank}>{formatNumber(index + 1)}</span>
              <span className={css.paperName}>
                <PaperName document={document} />
                <span className="dim">
                  {[
                    t('retold.papers.page', { page }),
                    t('retold.papers.facts', { count: facts.length }),
                    t('retold.papers.holders', { count: exposure.holdings.length }),
                  ].join(' · ')}
                </span>
              </span>
              <span className={css.strength} data-strength={strength}>
                {t(`retold.strength.${strength}`)}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Section>
  )
}

/** Nothing in the post is in a paper that somebody could have had: what was looked for, and what may help. */
const Nothing = ({ result }: { readonly result: RetoldResult }) => {
  const { t } = useTranslation()
  const { said, post } = result
  const lead =
    said.facts === 0 ? t('retold.nothing.no-facts') : t('retold.nothing.lead', { count: said.facts })
  return (
    <>
      <Section title={t('retold.nothing.title')} lead={lead}>
        <ul className={css.points}>
          <li>{t('retold.nothing.more')}</li>
          <li>{t('retold.nothing.date', { day: formatDay(result.at) })}</li>
          <li>{t('retold.nothing.elsewhere')}</li>
        </ul>
      </Section>
      <Section title={t('retold.post.title')}>
        <Passage text={post} spans={[]} label={t('retold.post.title')} />
      </Section>
    </>
  )
}

const Searched = ({ result }: { readonly result: RetoldResult }) => {
  const { t } = useTranslation()
  const { searched, seconds } = result
  return (
    <p className={css.searched}>
      {t('retold.searched', {
        pages: formatNumber(searched.pages),
        papers: formatNumber(searched.documents),
        seconds: formatNumber(seconds, { maximumFractionDigits: 1 }),
      })}
      {searched.pagesWithoutText > 0 && ` ${t('retold.without-text', { count: searched.pagesWithoutText })}`}
    </p>
  )
}

/** What a search found, from the papers down to who had them. */
export const RetoldResultPage = () => {
  const { t } = useTranslation()
  const result = useRetold((state) => state.result)
  const [chosen, setChosen] = useState(0)
  if (result === null) return null
  const found = result.documents[chosen]
  return (
    <Page
      title={t('retold.result')}
      lead={t(`retold.verdict.${result.verdict}`, { count: result.documents.length })}
      actions={
        <>
          <Button variant="default" onClick={askAgain}>
            {t('retold.again')}
          </Button>
          <Button variant="default" onClick={askAnother}>
            {t('retold.another')}
          </Button>
        </>
      }
    >
      <div className={css.notice}>
        <Note kind="warn" title={t('retold.notice-title')}>
          {t('retold.notice')}
        </Note>
      </div>
      {found === undefined ? (
        <Nothing result={result} />
      ) : (
        <>
          <Papers result={result} chosen={chosen} onChoose={setChosen} />
          <FoundPaper key={found.document.id} found={found} result={result} />
        </>
      )}
      {result.later.length > 0 && (
        <Section title={t('retold.later.title')} lead={t('retold.later.lead', { day: formatDay(result.at) })}>
          <ul className={css.points}>
            {result.later.map((document) => (
              <li key={document.id}>
                <PaperName document={document} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Searched result={result} />
    </Page>
  )
}
