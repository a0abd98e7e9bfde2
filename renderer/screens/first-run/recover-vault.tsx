import { Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { emptyPassphrase, isPassphraseReady, NewPassphrase } from '../../parts/new-passphrase.tsx'
import { useWork } from '../../parts/use-work.ts'
import type { Door } from './door.ts'
import { StepForm } from './step-form.tsx'
import css from './first-run.module.css'

interface RecoverVaultProps {
  readonly path: string
  readonly onDoor: (door: Door) => void
}

export const RecoverVault = ({ path: given, onDoor }: RecoverVaultProps) => {
  const { t } = useTranslation()
  const [path, setPath] = useState(given)
  const [recoveryKey, setRecoveryKey] = useState('')
  const [name, setName] = useState('')
  const [passphrase, setPassphrase] = useState(emptyPassphrase)
  const { busy, failure, run } = useWork()
  const recover = () =>
    run(async () => {
      const { recoveryKey: newKey } = await call('vault.recover', {
        path,
        recoveryKey,
        newPassphrase: passphrase.first,
        ...(name.trim() && { name: name.trim() }),
      })
      const next = { at: 'open', path, recovered: true } as const
      // The old key has been out of the safe: it opens nothing any more.
      onDoor(newKey === null ? next : { at: 'key', recoveryKey: newKey, replaces: true, next })
    })
  const ready = path !== '' && recoveryKey.trim() !== '' && isPassphraseReady(passphrase)
  return (
    <StepForm
      title={t('firstRun.recover')}
      lead={t('firstRun.recover-lead')}
      onSubmit={() => void (ready && recover())}
    >
      <FolderInput label={t('firstRun.folder')} value={path} onChange={setPath} />
      <TextInput
        label={t('firstRun.key')}
        placeholder="XXXXX-XXXXX-XXXXX-…"
        autoComplete="off"
        spellCheck={false}
        value={recoveryKey}
        onChange={(event) => setRecoveryKey(event.currentTarget.value)}
      />
      <NewPassphrase value={passphrase} onChange={setPassphrase} />
      <TextInput
        label={t('firstRun.name-if')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {failure && <ErrorNote failure={failure} />}
      <div className={css.pair}>
        <Button variant="default" onClick={() => onDoor({ at: 'open', path, recovered: false })}>
          {t('common.back')}
        </Button>
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('firstRun.to-recover')}
        </Button>
      </div>
    </StepForm>
  )
}
