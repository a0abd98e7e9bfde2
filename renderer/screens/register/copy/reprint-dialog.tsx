import { useState } from 'react'
import { Button, Modal, NumberInput, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CopyStand } from '../../../../shared/contract/custody-results.ts'
import { useApp } from '../../../app-state.ts'
import { call } from '../../../client.ts'
import { host } from '../../../client/host.ts'
import { hasShell } from '../../../client/host.ts'
import { Note } from '../../../parts/note.tsx'
import { toast } from '../../../parts/toast.ts'
import { asFailure, runTask } from '../../../tasks/tasks.ts'
import css from '../register.module.css'

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

  const pick = async (): Promise<void> => {
    const picked = await host('host.pick-folder', { title: t('steps.reprint.folder'), start: folder })
    if (picked?.folder) setFolder(picked.folder)
  }
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
        if (failure.code !== 'cancelled') toast(failure.message, { kind: 'failed' })
      },
    )
    onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('steps.reprint.title', { copy: copy.copy, name: copy.recipient.name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <form
        className={css.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          reprint()
        }}
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
        <TextInput
          label={t('steps.reprint.folder')}
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
          error={tried && folder.trim() === '' ? missing : null}
          rightSectionWidth={96}
          rightSection={
            hasShell() ? (
              <Button size="compact-xs" variant="default" onClick={() => void pick()}>
                {t('common.choose')}
              </Button>
            ) : null
          }
        />
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit">{t('steps.reprint.do', { count })}</Button>
        </div>
      </form>
    </Modal>
  )
}
