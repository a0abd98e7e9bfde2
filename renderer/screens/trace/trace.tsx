import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const Trace = () => {
  const { t } = useTranslation()
  return <Page title={t('trace.title')}>{null}</Page>
}
