import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state.ts'
import { Page } from '../../parts/page.tsx'
import { AppSection } from './app-section.tsx'
import { PassphraseSection } from './passphrase-section.tsx'
import { VaultSection } from './vault-section.tsx'
import css from './settings.module.css'

/** This computer's settings, this vault's, and one's own passphrase. */
export const Settings = () => {
  const { t } = useTranslation()
  const version = useApp((state) => state.app?.version ?? '')
  return (
    <Page title={t('settings.title')} lead={t('settings.lead')}>
      <div className={css.sections}>
        <AppSection />
        <VaultSection />
        <PassphraseSection />
        <p className="dim">{t('settings.version', { version })}</p>
      </div>
    </Page>
  )
}
