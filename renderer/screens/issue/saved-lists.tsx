import { ActionIcon, Button, Menu, Modal, TextInput } from '@mantine/core'
import { IconDeviceFloppy, IconTrash, IconUsersGroup } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SavedList } from '../../../shared/contract/app/issue-calls.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { confirm } from '../../parts/confirm.ts'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { formatNumber } from '../../words/format.ts'
import { addRecipients, recipientsOf, useDraft } from './draft.ts'
import css from './issue.module.css'

const SaveAs = ({
  onClose,
  onSaved,
}: {
  onClose: () => void
  onSaved: (lists: readonly SavedList[]) => void
}) => {
  const { t } = useTranslation()
  const [name, setName] = useState('')
  const { busy, failure, run } = useWork()
  const save = () =>
    run(async () => {
      const { lists } = await call('issue.save-list', {
        name: name.trim(),
        recipients: recipientsOf(useDraft.getState().rows),
      })
      onSaved(lists)
      toast(t('issue.list-saved', { name: name.trim() }))
      onClose()
    })
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('issue.save-list')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        className={css.stack}
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <TextInput
          data-autofocus
          label={t('issue.list-name')}
          placeholder={t('issue.list-name-hint')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        {failure && <ErrorNote failure={failure} />}
        <Button type="submit" loading={busy} disabled={name.trim() === ''}>
          {t('common.save')}
        </Button>
      </form>
    </Modal>
  )
}

/** Lists that are used again and again, as the standing committee's; kept in the vault. */
export const SavedLists = () => {
  const { t } = useTranslation()
  const hasRows = useDraft((state) => state.rows.length > 0)
  const [lists, setLists] = useState<readonly SavedList[] | null>(null)
  const [saving, setSaving] = useState(false)
  const { failure, run } = useWork()
  const load = () => void run(async () => setLists((await call('issue.lists', {})).lists))
  const remove = async ({ id, name }: SavedList) => {
    const sure = await confirm({
      title: t('issue.remove-list-title', { name }),
      consequences: [t('issue.remove-list-lost'), t('issue.remove-list-kept')],
      confirm: t('common.remove'),
      danger: true,
    })
    if (sure) await run(async () => setLists((await call('issue.remove-list', { id })).lists))
  }
  return (
    <>
      <Menu position="bottom-end" width={300} onOpen={load}>
        <Menu.Target>
          <Button variant="default" leftSection={<IconUsersGroup size={17} />}>
            {t('issue.lists')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {lists?.length === 0 && <p className={css.menuText}>{t('issue.lists-none')}</p>}
          {lists?.map((list) => (
            <div key={list.id} className={css.menuRow}>
              <Menu.Item onClick={() => addRecipients(list.recipients)}>
                {list.name}
                <div className="dim">
                  {t('issue.people', {
                    count: list.recipients.length,
                    shown: formatNumber(list.recipients.length),
                  })}
                </div>
              </Menu.Item>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t('issue.remove-list', { name: list.name })}
                onClick={() => void remove(list)}
              >
                <IconTrash size={15} />
              </ActionIcon>
            </div>
          ))}
          <Menu.Divider />
          <Menu.Item
            disabled={!hasRows}
            leftSection={<IconDeviceFloppy size={16} />}
            onClick={() => setSaving(true)}
          >
            {t('issue.save-list')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {saving && <SaveAs onClose={() => setSaving(false)} onSaved={setLists} />}
      {failure && <ErrorNote failure={failure} />}
    </>
  )
}
