import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { RetoldDocument, RetoldResult, SharedFact } from '../../../shared/contract/retold-results.ts'
import { useNavigation } from '../../frame/navigation.ts'
import { Section } from '../../parts/page.tsx'
import { Passage, SpanSample } from '../../parts/passage/passage.tsx'
import type { SpanKind } from '../../parts/passage/passage.tsx'
import { formatList } from '../../words/format.ts'
import { FactTable } from './fact-table.tsx'
import { Holders } from './holders.tsx'
import css from './retold.module.css'
import { Versions } from './versions.tsx'

interface Props {
  readonly found: RetoldDocument
  readonly result: RetoldResult
}

const kindOf = ({ exact }: SharedFact): SpanKind => (exact ? 'good' : 'plain')

/** The passage beside the post, what they share picked out on both sides. */
const Beside = ({ found, result }: Props) => {
  const { t } = useTranslation()
  const { passage, page, facts } = found
  const inPost = facts.map((fact) => ({ ...fact.saidAt, kind: kindOf(fact) }))
  const inPassage = facts
    .filter(
      ({ page: at, writtenAt }) =>
        at === page && writtenAt.start >= passage.start && writtenAt.end <= passage.end,
    )
    .map((fact) => ({
      start: fact.writtenAt.start - passage.start,
      end: fact.writtenAt.end - passage.start,
      kind: kindOf(fact),
    }))
  return (
    <>
      <div className={css.beside}>
        <div>
          <h3 className={css.side}>{t('retold.beside.post')}</h3>
          <Passage text={result.post} spans={inPost} label={t('retold.beside.post')} />
        </div>
        <div>
          <h3 className={css.side}>{t('retold.beside.paper', { page })}</h3>
          <Passage text={passage.text} spans={inPassage} label={t('retold.beside.paper', { page })} />
        </div>
      </div>
      <p className={css.legend}>
        {facts.some(({ exact }) => exact) && <SpanSample kind="good">{t('retold.beside.exact')}</SpanSample>}
        {facts.some(({ exact }) => !exact) && (
          <SpanSample kind="plain">{t('retold.beside.rough')}</SpanSample>
        )}
      </p>
    </>
  )
}

/** One paper that says what the post says. */
export const FoundPaper = ({ found, result }: Props) => {
  const { t } = useTranslation()
  const go = useNavigation((state) => state.go)
  const { document, facts, words, strength } = found
  return (
    <>
      <Section
        title={t('retold.beside.title', { title: document.title })}
        lead={t(`retold.strength-why.${strength}`)}
        actions={
          <Button size="xs" variant="default" onClick={() => go('register', { document: document.id })}>
            {t('retold.open-paper')}
          </Button>
        }
      >
        <Beside found={found} result={result} />
        {facts.length > 0 && <FactTable facts={facts} pages={result.searched.pages} />}
        {words.length > 0 && <p className={css.words}>{t('retold.words', { words: formatList(words) })}</p>}
      </Section>
      {found.alike.length > 0 && <Versions found={found} />}
      <Holders exposure={found.exposure} at={result.at} title={document.title} />
    </>
  )
}
