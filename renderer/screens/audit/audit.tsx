import { Tabs } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '../../parts/page.tsx'
import { BackupPanel } from './backup-panel.tsx'
import { CheckpointPanel } from './checkpoint-panel.tsx'
import { LogPanel } from './log-panel.tsx'
import { UsersPanel } from './users-panel.tsx'
import { VerifyPanel } from './verify-panel.tsx'
import css from './audit.module.css'

const PANELS = {
  log: LogPanel,
  verify: VerifyPanel,
  checkpoint: CheckpointPanel,
  backup: BackupPanel,
  users: UsersPanel,
} as const

type Panel = keyof typeof PANELS
const NAMES = ['log', 'verify', 'checkpoint', 'backup', 'users'] as const satisfies readonly Panel[]

/** The log, whether it was tampered with, what proves that elsewhere, and who may do what. */
export const Audit = () => {
  const { t } = useTranslation()
  const [panel, setPanel] = useState<Panel>('log')
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')} fill>
      <Tabs
        value={panel}
        onChange={(value) => setPanel(NAMES.find((name) => name === value) ?? 'log')}
        keepMounted={false}
        className={css.tabs}
      >
        <Tabs.List>
          {NAMES.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`audit.tab-${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {NAMES.map((name) => {
          const Content = PANELS[name]
          return (
            <Tabs.Panel key={name} value={name} className={css.panel}>
              <Content />
            </Tabs.Panel>
          )
        })}
      </Tabs>
    </Page>
  )
}
