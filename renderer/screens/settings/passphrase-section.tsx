import { Button, Modal, PasswordInput } from '@mantine/core'
import { IconKey, IconPassword } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useVault } from '../../app-state.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { emptyPassphrase, isPassphraseReady, NewPassphrase } from '../../parts/new-passphrase.tsx'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { RecoveryKey } from '../../parts/recovery-key.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { Setting } from './setting.tsx'
import css from './settings.module.css'

const Current = ({ value, onChange }: { value: string; onChange: (value: string) => void }) => {
  const { t } = useTranslation()
  return (
    <PasswordInput
      data-autofocus
      label={t('settings.passphrase-now')}
      autoComplete="current-password"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

const ChangePassphrase = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [next, setNext] = useState(emptyPassphrase)
  const { busy, failure, run } = useWork()
  const ready = passphrase !== '' && isPassphraseReady(next)
  const change = () =>
    run(async () => {
      await call('users.passphrase', { passphrase, newPassphrase: next.first })
      toast(t('settings.passphrase-changed'))
      onClose()
    })
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) void change()
      }}
    >
      <Current value={passphrase} onChange={setPassphrase} />
      <NewPassphrase label={t('settings.passphrase-new')} value={next} onChange={setNext} />
      {failure && <ErrorNote failure={failure} />}
      <Button type="submit" loading={busy} disabled={!ready}>
        {t('settings.passphrase-change')}
      </Button>
    </form>
  )
}

interface RenewKeyProps {
  /** The key is there: it is shown this once. */
  readonly onMade: () => void
  readonly onClose: () => void
}

const RenewKey = ({ onMade, onClose }: RenewKeyProps) => {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const [recoveryKey, setRecoveryKey] = useState<string | null>(null)
  const { busy, failure, run } = useWork()
  const renew = () =>
    run(async () => {
      const made = await call('users.passphrase', { passphrase, renewRecoveryKey: true })
      setRecoveryKey(made.recoveryKey)
      onMade()
    })
  if (recoveryKey !== null)
    return (
      <RecoveryKey
        recoveryKey={recoveryKey}
        onKept={() => {
          toast(t('settings.key-renewed'))
          onClose()
        }}
      />
    )
  return (
    <form
      className={css.form}
      onSubmit={(event) => {
        event.preventDefault()
        void renew()
      }}
    >
      <Note kind="warn">{t('settings.key-warning')}</Note>
      <Current value={passphrase} onChange={setPassphrase} />
      {failure && <ErrorNote failure={failure} />}
      <Button type="submit" loading={busy} disabled={passphrase === ''}>
        {t('settings.key-renew')}
      </Button>
    </form>
  )
}

/** One's own passphrase, and the vault's recovery key. */
export const PassphraseSection = () => {
  const { t } = useTranslation()
  const { user } = useVault()
  const [open, setOpen] = useState<'passphrase' | 'key' | 'made' | null>(null)
  const close = () => setOpen(null)
  const isKey = open === 'key' || open === 'made'
  return (
    <Section title={t('settings.security')}>
      <Setting title={t('settings.passphrase')} why={t('settings.passphrase-why', { name: user.name })}>
        <Button
          variant="default"
          leftSection={<IconPassword size={17} />}
          onClick={() => setOpen('passphrase')}
        >
          {t('settings.passphrase-change')}
        </Button>
      </Setting>
      {user.role === 'custodian' && (
        <Setting title={t('settings.key')} why={t('settings.key-why')}>
          <Button variant="default" leftSection={<IconKey size={17} />} onClick={() => setOpen('key')}>
            {t('settings.key-renew')}
          </Button>
        </Setting>
      )}
      <Modal
        opened={open !== null}
        onClose={close}
        // A key that is shown once must not be clicked away, nor closed by a slip of the finger.
        closeOnClickOutside={!isKey}
        closeOnEscape={open !== 'made'}
        withCloseButton={open !== 'made'}
        title={isKey ? t('settings.key-renew') : t('settings.passphrase-change')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        {open === 'passphrase' && <ChangePassphrase onClose={close} />}
        {isKey && <RenewKey onMade={() => setOpen('made')} onClose={close} />}
      </Modal>
    </Section>
  )
}
