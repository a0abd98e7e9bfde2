import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const Issue = () => {
  const { t } = useTranslation()
  return <Page title={t('issue.title')}>{null}</Page>
}
