import { SegmentedControl } from '@mantine/core'
import { IconArchive, IconFileStack, IconFingerprint, IconShieldLock } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { changeSettings, setApp, useApp } from '../../app-state.ts'
import { Brand } from '../../parts/brand.tsx'
import { CreateVault } from './create-vault.tsx'
import type { Door } from './door.ts'
import { OpenVault } from './open-vault.tsx'
import { RecoverVault } from './recover-vault.tsx'
import { RecoveryKeyStep } from './recovery-key-step.tsx'
import { Ready } from './ready.tsx'
import css from './first-run.module.css'

const POINTS = [
  ['firstRun.point-issue', IconFileStack],
  ['firstRun.point-register', IconArchive],
  ['firstRun.point-trace', IconFingerprint],
  ['firstRun.point-local', IconShieldLock],
] as const

const LanguageSwitch = () => {
  const { t } = useTranslation()
  const language = useApp((state) => state.app?.settings.language ?? 'en')
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('firstRun.language')}
      value={language}
      onChange={(chosen) => void changeSettings({ language: chosen })}
      data={[
        { value: 'en', label: 'English' },
        { value: 'zh', label: '中文' },
      ]}
    />
  )
}

const Step = ({ door, onDoor }: { readonly door: Door; readonly onDoor: (door: Door) => void }) => {
  switch (door.at) {
    case 'open':
      return <OpenVault key={door.path} start={door} onDoor={onDoor} />
    case 'create':
      return <CreateVault onDoor={onDoor} />
    case 'recover':
      return <RecoverVault path={door.path} onDoor={onDoor} />
    case 'key':
      return <RecoveryKeyStep door={door} onDoor={onDoor} />
    case 'ready':
      return <Ready onStart={() => setApp(door.made)} />
  }
}

/** The door: making, opening or recovering a vault. Also where one stands when it has locked itself. */
export const FirstRun = () => {
  const { t } = useTranslation()
  const recent = useApp((state) => state.app?.settings.recentVaults[0]?.path)
  const locked = useApp((state) => state.locked)
  const [door, setDoor] = useState<Door>(() =>
    recent === undefined ? { at: 'create' } : { at: 'open', path: recent, recovered: false },
  )
  useEffect(() => {
    document.title = 'Siglum'
    document.querySelector<HTMLElement>('#step-title')?.focus()
  }, [door.at])
  return (
    <div className={css.door}>
      {!locked && (
        <aside className={css.side}>
          <div className={css.brand}>
            <Brand size={30} />
            <span>Siglum</span>
          </div>
          <p className={css.claim}>{t('firstRun.title')}</p>
          <p className={css.claimLead}>{t('firstRun.lead')}</p>
          <ul className={css.points}>
            {POINTS.map(([key, Icon]) => (
              <li key={key}>
                <Icon size={20} stroke={1.6} aria-hidden="true" />
                <span>{t(key)}</span>
              </li>
            ))}
          </ul>
        </aside>
      )}
      <main className={css.main}>
        <div className={css.language}>
          <LanguageSwitch />
        </div>
        <div className={css.form}>
          <Step door={door} onDoor={setDoor} />
        </div>
      </main>
    </div>
  )
}
