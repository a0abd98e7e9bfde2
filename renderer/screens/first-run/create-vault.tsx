import { Anchor, Button, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApp } from '../../app-state.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { emptyPassphrase, isPassphraseReady, NewPassphrase } from '../../parts/new-passphrase.tsx'
import { Note } from '../../parts/note.tsx'
import { useWork } from '../../parts/use-work.ts'
import type { Door } from './door.ts'
import { StepForm } from './step-form.tsx'
import css from './first-run.module.css'

export const CreateVault = ({ onDoor }: { readonly onDoor: (door: Door) => void }) => {
  const { t } = useTranslation()
  const proposed = useApp((state) => state.app?.proposedVault ?? '')
  const recent = useApp((state) => state.app?.settings.recentVaults[0]?.path)
  const [path, setPath] = useState(proposed)
  const [by, setBy] = useState('')
  const [passphrase, setPassphrase] = useState(emptyPassphrase)
  const { busy, failure, run } = useWork()
  const create = () =>
    run(async () => {
      const made = await call('vault.create', { path, passphrase: passphrase.first, by: by.trim() })
      const next = { at: 'ready', made: made.state } as const
      onDoor({ at: 'key', recoveryKey: made.recoveryKey, replaces: false, next })
    })
  const ready = path !== '' && by.trim() !== '' && isPassphraseReady(passphrase)
  return (
    <StepForm
      title={t('firstRun.create')}
      lead={t('firstRun.create-lead')}
      onSubmit={() => void (ready && create())}
    >
      <TextInput
        label={t('firstRun.your-name')}
        description={t('firstRun.your-name-why')}
        autoComplete="name"
        value={by}
        onChange={(event) => setBy(event.currentTarget.value)}
      />
      <FolderInput
        label={t('firstRun.new-folder')}
        description={t('firstRun.new-folder-why')}
        value={path}
        onChange={setPath}
      />
      <Note kind="warn">{t('warnings.register-readable')}</Note>
      <NewPassphrase value={passphrase} onChange={setPassphrase} />
      {failure && <ErrorNote failure={failure} />}
      <Button type="submit" size="md" loading={busy} disabled={!ready}>
        {t('firstRun.to-create')}
      </Button>
      <div className={css.links}>
        <Anchor
          component="button"
          type="button"
          onClick={() => onDoor({ at: 'open', path: recent ?? proposed, recovered: false })}
        >
          {t('firstRun.have-one')}
        </Anchor>
      </div>
    </StepForm>
  )
}
