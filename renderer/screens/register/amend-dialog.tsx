import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DocumentListRow } from '../../../shared/contract/app/register-calls.ts'
import { call } from '../../client.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
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
  const { busy, failure, run } = useWork()
  const valueOf = (field: Amendable): string => values[field] ?? document[field] ?? ''
  const changed = FIELDS.filter((field) => valueOf(field) !== (document[field] ?? ''))
  const emptied = changed.find(
    (field) => (field === 'title' || field === 'retainUntil') && valueOf(field) === '',
  )
  const ready = changed.length > 0 && reason.trim() !== '' && emptied === undefined

  const amend = async (): Promise<void> => {
    setTried(true)
    if (!ready) return
    const fields = Object.fromEntries(changed.map((field) => [field, valueOf(field)]))
    await run(async () => {
      await call('custody.amend', { document: document.id, reason: reason.trim(), fields })
      toast(t('register.amend.done'))
      onAmended({ ...document, ...fields })
      onClose()
    })
  }
  return (
    <FormDialog
      title={t('register.amend.title')}
      onClose={onClose}
      onSubmit={() => void amend()}
      submit={{ label: t('register.amend.do'), busy }}
      failure={failure}
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
    </FormDialog>
  )
}
