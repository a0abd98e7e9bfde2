import { NumberInput, SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppSettings } from '../../../shared/contract/app/desk-calls.ts'
import { changeSettings, useApp } from '../../app-state.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { Section } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { Setting } from './setting.tsx'

const THEMES = ['system', 'light', 'dark'] as const

const Form = ({ settings }: { readonly settings: AppSettings }) => {
  const { t } = useTranslation()
  const [folder, setFolder] = useState(settings.copiesFolder)
  const [idle, setIdle] = useState<number | string>(settings.idleMinutes)
  const { failure, run, clear } = useWork()
  const change = (by: Parameters<typeof changeSettings>[0]) => void run(() => changeSettings(by))
  const saveIdle = () => {
    const idleMinutes = Number(idle)
    if (Number.isInteger(idleMinutes) && idleMinutes >= 1 && idleMinutes <= 480) change({ idleMinutes })
    else setIdle(settings.idleMinutes)
  }
  return (
    <Section title={t('settings.computer')} lead={t('settings.computer-why')}>
      {failure && <ErrorNote failure={failure} onDismiss={clear} />}
      <Setting title={t('settings.language')}>
        <SegmentedControl
          aria-label={t('settings.language')}
          value={settings.language}
          onChange={(language) => change({ language })}
          data={[
            { value: 'en', label: 'English' },
            { value: 'zh', label: '中文' },
          ]}
        />
      </Setting>
      <Setting title={t('settings.theme')}>
        <SegmentedControl
          aria-label={t('settings.theme')}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
          data={THEMES.map((value) => ({ value, label: t(`settings.theme-${value}`) }))}
        />
      </Setting>
      <Setting title={t('settings.idle')} why={t('settings.idle-why')} htmlFor="idle-minutes">
        <NumberInput
          id="idle-minutes"
          min={1}
          max={480}
          allowDecimal={false}
          suffix={t('settings.minutes')}
          value={idle}
          onChange={setIdle}
          onBlur={saveIdle}
        />
      </Setting>
      <div onBlur={() => folder.trim() !== settings.copiesFolder && change({ copiesFolder: folder.trim() })}>
        <FolderInput
          label={t('settings.folder')}
          description={t('settings.folder-why')}
          value={folder}
          onChange={setFolder}
        />
      </div>
    </Section>
  )
}

/** What this computer remembers. */
export const AppSection = () => {
  const settings = useApp((state) => state.app?.settings)
  return settings ? <Form settings={settings} /> : null
}
