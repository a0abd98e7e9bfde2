import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const Settings = () => {
  const { t } = useTranslation()
  return <Page title={t('settings.title')}>{null}</Page>
}
