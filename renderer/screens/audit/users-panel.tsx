import { Badge, Button, Modal, PasswordInput, Select, TextInput } from '@mantine/core'
import { IconUserPlus } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UsersResult } from '../../../shared/contract/keeping-results.ts'
import type { Role } from '../../../shared/contract/roles.ts'
import { useVault } from '../../app-state.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { emptyPassphrase, isPassphraseReady, NewPassphrase } from '../../parts/new-passphrase.tsx'
import { Note } from '../../parts/note.tsx'
import { Section } from '../../parts/page.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { formatTime } from '../../words/format.ts'
import css from './audit.module.css'

type User = UsersResult['users'][number]

const ROLES = ['custodian', 'investigator', 'auditor'] as const

interface DialogProps {
  readonly onClose: () => void
  readonly onDone: (result: UsersResult) => void
}

const AddUser = ({ onClose, onDone }: DialogProps) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('investigator')
  const [passphrase, setPassphrase] = useState('')
  const [theirs, setTheirs] = useState(emptyPassphrase)
  const { busy, failure, run } = useWork()
  const ready = name.trim() !== '' && passphrase !== '' && isPassphraseReady(theirs)
  const add = () =>
    run(async () => {
      onDone(await call('users.add', { name: name.trim(), role, passphrase, newPassphrase: theirs.first }))
      toast(t('audit.user-added', { name: name.trim() }))
      onClose()
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('audit.user-add')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault()
          if (ready) void add()
        }}
      >
        <TextInput
          data-autofocus
          label={t('audit.user-name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t('audit.user-role')}
          description={t(`audit.role-${role}-may`)}
          allowDeselect={false}
          value={role}
          data={ROLES.map((value) => ({ value, label: t(`frame.role-${value}`) }))}
          onChange={(value) => setRole(ROLES.find((one) => one === value) ?? role)}
        />
        <NewPassphrase label={t('audit.user-passphrase')} value={theirs} onChange={setTheirs} />
        <PasswordInput
          label={t('audit.your-passphrase')}
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {failure && <ErrorNote failure={failure} />}
        <Button type="submit" loading={busy} disabled={!ready}>
          {t('audit.user-add')}
        </Button>
      </form>
    </Modal>
  )
}

const RemoveUser = ({ user, onClose, onDone }: DialogProps & { readonly user: User }) => {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState('')
  const { busy, failure, run } = useWork()
  const remove = () =>
    run(async () => {
      onDone(await call('users.remove', { name: user.name, passphrase }))
      toast(t('audit.user-removed', { name: user.name }))
      onClose()
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('audit.user-remove-title', { name: user.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault()
          void remove()
        }}
      >
        <Note kind="warn">{t('audit.user-remove-why')}</Note>
        <PasswordInput
          data-autofocus
          label={t('audit.your-passphrase')}
          autoComplete="current-password"
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        {failure && <ErrorNote failure={failure} />}
        <Button type="submit" color="red" loading={busy} disabled={passphrase === ''}>
          {t('common.remove')}
        </Button>
      </form>
    </Modal>
  )
}

/** Who has a passphrase to this vault, and what they may do. */
export const UsersPanel = () => {
  const { t } = useTranslation()
  const me = useVault().user
  const [users, setUsers] = useState<readonly User[] | null>(null)
  const [dialog, setDialog] = useState<'add' | User | null>(null)
  const { failure, run } = useWork()
  useEffect(() => void run(async () => setUsers((await call('users.list', {})).users)), [])
  const done = (result: UsersResult) => setUsers(result.users)
  const mayChange = me.role === 'custodian'
  return (
    <Section
      title={t('audit.users-title')}
      lead={t('audit.users-lead')}
      actions={
        mayChange && (
          <Button leftSection={<IconUserPlus size={17} />} onClick={() => setDialog('add')}>
            {t('audit.user-add')}
          </Button>
        )
      }
    >
      {failure && <ErrorNote failure={failure} />}
      <table className={css.users}>
        <thead>
          <tr>
            <th scope="col">{t('audit.user-name')}</th>
            <th scope="col">{t('audit.user-role')}</th>
            <th scope="col">{t('audit.user-since')}</th>
            <th scope="col">
              <span className="unseen">{t('common.remove')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users?.map((user) => (
            <tr key={user.name} data-gone={!user.active || undefined}>
              <td>
                <strong>{user.name}</strong>{' '}
                {user.name === me.name && <Badge variant="light">{t('audit.you')}</Badge>}
                {!user.active && <span className="dim"> {t('audit.user-gone')}</span>}
              </td>
              <td>
                {t(`frame.role-${user.role}`)}
                <div className={css.may}>{t(`audit.role-${user.role}-may`)}</div>
              </td>
              <td className="dim">{formatTime(user.since)}</td>
              <td className={css.right}>
                {mayChange && user.active && user.name !== me.name && (
                  <Button size="compact-sm" variant="subtle" color="red" onClick={() => setDialog(user)}>
                    {t('common.remove')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {dialog === 'add' && <AddUser onClose={() => setDialog(null)} onDone={done} />}
      {dialog !== null && dialog !== 'add' && (
        <RemoveUser user={dialog} onClose={() => setDialog(null)} onDone={done} />
      )}
    </Section>
  )
}
