import { Button, TextInput } from '@mantine/core'
import { IconPrinter } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../client.ts'
import { saveFile } from '../client/files.ts'
import { useApp } from '../app-state.ts'
import { ErrorNote } from './error-note.tsx'
import { Note } from './note.tsx'
import { useWork } from './use-work.ts'
import css from './recovery-key.module.css'

interface RecoveryKeyProps {
  readonly recoveryKey: string
  /** Only after the last group was typed off the sheet. */
  readonly onKept: () => void
}

/** Shows a new recovery key, this once, and goes on when it was really written down. */
export const RecoveryKey = ({ recoveryKey, onKept }: RecoveryKeyProps) => {
  const { t } = useTranslation()
  const language = useApp((state) => state.app?.settings.language ?? 'en')
  const [typed, setTyped] = useState('')
  const { busy, failure, run } = useWork()
  const groups = recoveryKey.split('-')
  const isKept = typed.trim().toUpperCase() === groups.at(-1)
  const save = () => run(async () => saveFile(await call('vault.recovery-sheet', { recoveryKey, language })))
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isKept) onKept()
      }}
    >
      <p className={css.lead}>{t('passphrase.recovery-why')}</p>
      <output className={css.key} aria-label={t('passphrase.recovery-key')}>
        {groups.map((group, index) => (
          <span key={`${index}-${group}`}>{group}</span>
        ))}
      </output>
      <Button
        variant="default"
        leftSection={<IconPrinter size={17} />}
        loading={busy}
        onClick={() => void save()}
      >
        {t('passphrase.recovery-sheet')}
      </Button>
      {failure && <ErrorNote failure={failure} />}
      <Note kind="warn">{t('passphrase.recovery-once')}</Note>
      <TextInput
        label={t('passphrase.recovery-confirm')}
        description={t('passphrase.recovery-confirm-why')}
        value={typed}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isKept}>
        {t('passphrase.recovery-done')}
      </Button>
    </form>
  )
}
