import { useTranslation } from 'react-i18next'
import { Section } from '../../parts/page.tsx'
import css from './trace.module.css'

const POINTS = ['who', 'when', 'key', 'chance'] as const

/** Said with every trace that names a copy. */
export const NotProven = () => {
  const { t } = useTranslation()
  return (
    <Section title={t('trace.not-proven.title')}>
      <ul className={css.points}>
        {POINTS.map((point) => (
          <li key={point}>
            <strong>{t(`trace.not-proven.${point}.head`)}</strong> {t(`trace.not-proven.${point}.text`)}
          </li>
        ))}
      </ul>
    </Section>
  )
}
