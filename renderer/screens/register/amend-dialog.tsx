import { useState } from 'react'
import { Button, Modal, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentListRow } from '../../../shared/contract/app/register-calls.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { toast } from '../../parts/toast.ts'
import { asFailure } from '../../tasks/tasks.ts'
import css from './register.module.css'

const FIELDS = [
  'title',
  'number',
  'controlNumber',
  'classification',
  'term',
  'version',
  'retainUntil',
] as const
type Amendable = (typeof FIELDS)[number]

interface Props {
  readonly document: DocumentListRow
  readonly onClose: () => void
  readonly onAmended: (document: DocumentListRow) => void
}

/** What is said of a paper, set right by a later record. The paper itself is never touched. */
export const AmendDialog = ({ document, onClose, onAmended }: Props) => {
  const { t } = useTranslation()
  const [values, setValues] = useState<Partial<Record<Amendable, string>>>({})
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const valueOf = (field: Amendable): string => values[field] ?? document[field] ?? ''
  const changed = FIELDS.filter((field) => valueOf(field) !== (document[field] ?? ''))
  const emptied = changed.find(
    (field) => (field === 'title' || field === 'retainUntil') && valueOf(field) === '',
  )
  const ready = changed.length > 0 && reason.trim() !== '' && emptied === undefined

  const amend = async (): Promise<void> => {
    setTried(true)
    if (!ready) return
    setBusy(true)
    setFailure(null)
    const fields = Object.fromEntries(changed.map((field) => [field, valueOf(field)]))
    try {
      await call('custody.amend', { document: document.id, reason: reason.trim(), fields })
      toast(t('register.amend.done'))
      onAmended({ ...document, ...fields })
      onClose()
    } catch (error) {
      setFailure(asFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('register.amend.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      size="lg"
    >
      <form
        className={css.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void amend()
        }}
      >
        <p className="dim">{t('register.amend.lead')}</p>
        <div className={css.fields}>
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              type={field === 'retainUntil' ? 'date' : 'text'}
              label={t(`register.amend.fields.${field}`)}
              value={valueOf(field)}
              onChange={(event) => setValues({ ...values, [field]: event.currentTarget.value })}
              error={tried && emptied === field ? t('steps.problems.missing') : null}
            />
          ))}
        </div>
        <TextInput
          label={t('steps.correct.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && reason.trim() === '' ? t('steps.problems.missing') : null}
        />
        {tried && changed.length === 0 && <p className={css.bad}>{t('register.amend.nothing')}</p>}
        {failure && <ErrorNote failure={failure} />}
        <div className={css.buttons}>
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={busy}>
            {t('register.amend.do')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
