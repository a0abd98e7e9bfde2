import { Select, Switch, TagsInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { changeVaultSettings, useVault } from '../../app-state.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { useWork } from '../../parts/use-work.ts'
import { formatNumber } from '../../words/format.ts'
import { Setting } from './setting.tsx'

/** One in so many: the largest chance of naming an innocent copy that is put up with. */
const LIMITS = [1e-3, 1e-4, 1e-6, 1e-9] as const

/** What the custodians of this vault have decided; kept in it. */
export const VaultSection = () => {
  const { t } = useTranslation()
  const { settings, user, path } = useVault()
  const { failure, run, clear } = useWork()
  const may = user.role === 'custodian'
  const change = (by: Parameters<typeof changeVaultSettings>[0]) => void run(() => changeVaultSettings(by))
  const limits = [...new Set<number>([...LIMITS, settings.limit])].sort((p, q) => q - p)
  return (
    <Section title={t('settings.vault')} lead={t('settings.vault-why', { path })}>
      {failure && <ErrorNote failure={failure} onDismiss={clear} />}
      <Note kind="warn">{t('warnings.register-readable')}</Note>
      {!may && <Note>{t('settings.vault-not-yours')}</Note>}
      <Setting title={t('settings.limit')} why={t('settings.limit-why')} htmlFor="limit">
        <Select
          id="limit"
          disabled={!may}
          allowDeselect={false}
          value={String(settings.limit)}
          data={limits.map((limit) => ({
            value: String(limit),
            label: t('settings.one-in', { n: formatNumber(Math.round(1 / limit)) }),
          }))}
          onChange={(value) => value !== null && change({ limit: Number(value) })}
        />
      </Setting>
      <Setting title={t('settings.hide')} why={t('settings.hide-why')} htmlFor="hide-from-capture">
        <Switch
          id="hide-from-capture"
          disabled={!may}
          checked={settings.hideFromCapture}
          onChange={(event) => change({ hideFromCapture: event.currentTarget.checked })}
        />
      </Setting>
      <Setting title={t('settings.notice')} why={t('settings.notice-why')} htmlFor="notice">
        <Switch
          id="notice"
          disabled={!may}
          checked={settings.notice}
          onChange={(event) => change({ notice: event.currentTarget.checked })}
        />
      </Setting>
      <TagsInput
        label={t('settings.classifications')}
        description={t('settings.classifications-why')}
        disabled={!may}
        value={[...settings.classifications]}
        onChange={(classifications) => change({ classifications })}
      />
    </Section>
  )
}
