import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const Audit = () => {
  const { t } = useTranslation()
  return <Page title={t('audit.title')}>{null}</Page>
}
