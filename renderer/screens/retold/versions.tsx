import { useTranslation } from 'react-i18next'
import type { RetoldDocument } from '../../../shared/contract/retold-results.ts'
import { Section } from '../../parts/page.tsx'
import { formatList } from '../../words/format.ts'
import { PaperName } from './paper-name.tsx'
import css from './retold.module.css'

/** What of the post one version alone says: it tells which of them the teller had read, if the post tells. */
export const Versions = ({ found }: { readonly found: RetoldDocument }) => {
  const { t } = useTranslation()
  const all = [
    { document: found.document, only: found.onlyHere },
    ...found.alike.map(({ document, onlyThere }) => ({ document, only: onlyThere })),
  ]
  const tells = all.some(({ only }) => only.length > 0)
  return (
    <Section
      title={t('retold.versions.title')}
      lead={t(tells ? 'retold.versions.lead' : 'retold.versions.same')}
    >
      <dl className={css.versions}>
        {all.map(({ document, only }, index) => (
          <div key={document.id}>
            <dt>
              <PaperName document={document} />
              {index === 0 && <span className="dim"> {t('retold.versions.this')}</span>}
            </dt>
            <dd>
              {only.length === 0
                ? t('retold.versions.nothing')
                : formatList(only.map((piece) => t('retold.quoted', { piece })))}
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
