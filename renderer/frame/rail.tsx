import {
  IconArchive,
  IconFileStack,
  IconFingerprint,
  IconLock,
  IconMessageSearch,
  IconSettings,
  IconShieldCheck,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useVault } from '../app-state.ts'
import { Tray } from '../tasks/tray.tsx'
import { Brand } from '../parts/brand.tsx'
import { showKeys } from './commands.ts'
import { lockVault } from './lock.ts'
import { keysTo, SCREENS, useNavigation } from './navigation.ts'
import css from './frame.module.css'

const ICONS = {
  issue: IconFileStack,
  register: IconArchive,
  trace: IconFingerprint,
  retold: IconMessageSearch,
  audit: IconShieldCheck,
  settings: IconSettings,
}

export const Rail = () => {
  const { t } = useTranslation()
  const { screen: current, go } = useNavigation()
  const { user } = useVault()
  return (
    <nav className={css.rail} aria-label={t('nav.label')}>
      <div className={css.brand}>
        <Brand size={22} />
        <span>Siglum</span>
      </div>
      {SCREENS.map((screen) => {
        const Icon = ICONS[screen]
        return (
          <button
            key={screen}
            type="button"
            className={css.item}
            aria-current={screen === current ? 'page' : undefined}
            title={t(`nav.${screen}`)}
            onClick={() => go(screen)}
          >
            <Icon size={19} stroke={1.7} aria-hidden="true" />
            <span className={css.label}>{t(`nav.${screen}`)}</span>
            <span className={css.keys} aria-hidden="true">
              {showKeys(keysTo(screen)).join(' ')}
            </span>
          </button>
        )
      })}
      <div className={css.space} />
      <Tray />
      <button type="button" className={css.item} title={t('nav.lock')} onClick={() => void lockVault()}>
        <IconLock size={19} stroke={1.7} aria-hidden="true" />
        <span className={css.label}>{t('nav.lock')}</span>
      </button>
      <div className={css.who}>
        <strong title={user.name}>{user.name}</strong>
        {t(`frame.role-${user.role}`)}
      </div>
    </nav>
  )
}
