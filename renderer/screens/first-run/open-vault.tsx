import { ActionIcon, Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { IconFolder, IconLock, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setApp, useApp } from '../../app-state.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { FolderInput } from '../../parts/folder-input.tsx'
import { Note } from '../../parts/note.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { formatTime } from '../../words/format.ts'
import type { Door } from './door.ts'
import { StepForm } from './step-form.tsx'
import css from './first-run.module.css'

interface OpenVaultProps {
  readonly start: Extract<Door, { at: 'open' }>
  readonly onDoor: (door: Door) => void
}

const forget = async (path: string): Promise<void> => {
  const settings = await call('app.forget-vault', { path })
  useApp.setState(({ app }) => ({ app: app && { ...app, settings } }))
}

const Recent = ({
  chosen,
  onChoose,
}: {
  readonly chosen: string
  readonly onChoose: (path: string) => void
}) => {
  const { t } = useTranslation()
  const recent = useApp((state) => state.app?.settings.recentVaults) ?? []
  if (recent.length === 0) return null
  return (
    <div>
      <h2 className={css.small}>{t('firstRun.recent')}</h2>
      <ul className={css.recent}>
        {recent.map(({ path, opened }) => (
          <li key={path} data-chosen={path === chosen || undefined}>
            <button type="button" aria-pressed={path === chosen} onClick={() => onChoose(path)}>
              <IconFolder size={18} stroke={1.6} aria-hidden="true" />
              <span className={css.path}>{path}</span>
              <span className={css.when}>{formatTime(opened)}</span>
            </button>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('firstRun.forget', { path })}
              onClick={() => void forget(path).then(() => toast(t('firstRun.forgotten'), { kind: 'note' }))}
            >
              <IconX size={15} />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  )
}

export const OpenVault = ({ start, onDoor }: OpenVaultProps) => {
  const { t } = useTranslation()
  const locked = useApp((state) => state.locked)
  const [path, setPath] = useState(start.path)
  const [passphrase, setPassphrase] = useState('')
  const [name, setName] = useState('')
  const { busy, failure, run } = useWork()
  const open = () =>
    run(async () => {
      const state = await call('vault.open', { path, passphrase, ...(name.trim() && { name: name.trim() }) })
      setApp(state)
      const recovered = state.vault?.recovered ?? 0
      if (recovered > 0) toast(t('frame.recovered', { count: recovered }), { kind: 'note' })
    })
  return (
    <StepForm
      title={locked ? t('frame.locked-title') : t('firstRun.open')}
      lead={locked ? t('frame.locked-why') : t('firstRun.open-lead')}
      onSubmit={() => void open()}
    >
      {start.recovered && <Note kind="good">{t('firstRun.recovered')}</Note>}
      {locked ? (
        <Note>
          <span className={css.path}>{path}</span>
        </Note>
      ) : (
        <>
          <Recent chosen={path} onChoose={setPath} />
          <FolderInput label={t('firstRun.folder')} value={path} onChange={setPath} />
        </>
      )}
      <PasswordInput
        label={t('frame.passphrase')}
        autoComplete="current-password"
        data-autofocus
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
      <TextInput
        label={t('firstRun.name-if')}
        autoComplete="username"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {failure && <ErrorNote failure={failure} />}
      <Button
        type="submit"
        size="md"
        loading={busy}
        disabled={path === '' || passphrase === ''}
        leftSection={<IconLock size={17} />}
      >
        {locked ? t('frame.unlock') : t('firstRun.to-open')}
      </Button>
      <div className={css.links}>
        <Anchor component="button" type="button" onClick={() => onDoor({ at: 'recover', path })}>
          {t('firstRun.forgot')}
        </Anchor>
        {locked ? (
          <Anchor component="button" type="button" onClick={() => useApp.setState({ locked: false })}>
            {t('frame.other-vault')}
          </Anchor>
        ) : (
          <Anchor component="button" type="button" onClick={() => onDoor({ at: 'create' })}>
            {t('firstRun.make-one')}
          </Anchor>
        )}
      </div>
    </StepForm>
  )
}
