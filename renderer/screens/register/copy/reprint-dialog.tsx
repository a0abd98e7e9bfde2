import { useState } from 'react'
import { NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CopyStand } from '../../../../shared/contract/custody-results.ts'
import { useApp } from '../../../app-state.ts'
import { call } from '../../../client.ts'
import { FolderInput } from '../../../parts/folder-input.tsx'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { Note } from '../../../parts/note.tsx'
import { toast } from '../../../parts/toast.ts'
import { asFailure, runTask } from '../../../tasks/tasks.ts'
import { sayFailure } from '../../../words/say-failure.ts'

interface Props {
  readonly copy: CopyStand
  readonly onClose: () => void
}

const MOST = 100

/** New copies in place of one, each with marks of its own. Goes on in the task tray. */
export const ReprintDialog = ({ copy, onClose }: Props) => {
  const { t } = useTranslation()
  const proposed = useApp((state) => state.app?.settings.copiesFolder ?? '')
  const [count, setCount] = useState(1)
  const [reason, setReason] = useState('')
  const [approver, setApprover] = useState('')
  const [folder, setFolder] = useState(proposed)
  const [tried, setTried] = useState(false)
  const missing = t('steps.problems.missing')

  const reprint = (): void => {
    setTried(true)
    if (reason.trim() === '' || folder.trim() === '') return
    const params = {
      copy: [copy.id],
      count,
      folder: folder.trim(),
      reason: reason.trim(),
      ...(approver.trim() === '' ? {} : { approver: approver.trim() }),
    }
    const described = {
      title: t('steps.reprint.task', { copy: copy.copy }),
      screen: 'register' as const,
      found: () => ({ copy: copy.id }),
    }
    runTask(described, (options) => call('custody.reprint', params, options)).then(
      (result) => toast(t('steps.reprint.done', { count: result.copies.length })),
      (error: unknown) => {
        const failure = asFailure(error)
        if (failure.code !== 'cancelled') toast(sayFailure(failure.message), { kind: 'failed' })
      },
    )
    onClose()
  }
  return (
    <FormDialog
      title={t('steps.reprint.title', { copy: copy.copy, name: copy.recipient.name })}
      onClose={onClose}
      onSubmit={reprint}
      submit={{ label: t('steps.reprint.do', { count }) }}
    >
      <Note>{t('steps.reprint.note')}</Note>
      <NumberInput
        label={t('steps.reprint.count')}
        min={1}
        max={MOST}
        clampBehavior="strict"
        allowDecimal={false}
        value={count}
        onChange={(value) => setCount(Math.max(1, Number(value) || 1))}
      />
      <TextInput
        label={t('steps.correct.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && reason.trim() === '' ? missing : null}
      />
      <TextInput
        label={t('steps.fields.approver')}
        description={t('steps.optional')}
        value={approver}
        onChange={(event) => setApprover(event.currentTarget.value)}
      />
      <FolderInput
        label={t('steps.reprint.folder')}
        value={folder}
        onChange={setFolder}
        error={tried && folder.trim() === '' ? missing : null}
      />
    </FormDialog>
  )
}
