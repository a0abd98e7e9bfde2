import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const FirstRun = () => {
  const { t } = useTranslation()
  return <Page title={t('firstRun.title')}>{null}</Page>
}
