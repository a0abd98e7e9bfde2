import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'

export const Register = () => {
  const { t } = useTranslation()
  return <Page title={t('register.title')}>{null}</Page>
}
