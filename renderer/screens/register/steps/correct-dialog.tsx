import { useState } from 'react'
import { NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../../shared/contract/custody-results.ts'
import { call } from '../../../client.ts'
import { FormDialog } from '../../../parts/form-dialog.tsx'
import { Note } from '../../../parts/note.tsx'
import { toast } from '../../../parts/toast.ts'
import { useWork } from '../../../parts/use-work.ts'
import { useChoices } from '../../../parts/steps/choice-words.ts'
import { CORRECTABLE } from './correctable.ts'
import { STEP_TYPES } from '../../../parts/steps/step-law.ts'
import css from '../register.module.css'

interface Props {
  readonly entry: HistoryEntry
  readonly onClose: () => void
}

/** Sets a step right or strikes it; the wrong one stays on record beside it. */
export const CorrectDialog = ({ entry, onClose }: Props) => {
  const { t, i18n } = useTranslation()
  const choicesOf = useChoices()
  const type = STEP_TYPES.find((known) => known === entry.type)
  const fields = type === undefined ? [] : CORRECTABLE[type]
  const [way, setWay] = useState<'set' | 'strike'>('set')
  const [field, setField] = useState<string>(fields[0]?.field ?? '')
  const [value, setValue] = useState('')
  const [reason, setReason] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, failure, run } = useWork()
  const chosen = fields.find((one) => one.field === field)
  const ready = reason.trim() !== '' && (way === 'strike' || value.trim() !== '')

  const correct = async (): Promise<void> => {
    setTried(true)
    if (!ready) return
    await run(async () => {
      const set = way === 'strike' ? {} : { [field]: value.trim() }
      await call('custody.correct', { event: entry.event, reason: reason.trim(), set })
      toast(t(way === 'strike' ? 'steps.correct.struck' : 'steps.correct.set-right', { event: entry.event }))
      onClose()
    })
  }
  const choose = (next: string): void => {
    setField(next)
    setValue(fields.find((one) => one.field === next)?.choices?.[0] ?? '')
  }
  return (
    <FormDialog
      title={t('steps.correct.title', { event: entry.event })}
      onClose={onClose}
      onSubmit={() => void correct()}
      submit={{ label: t('steps.correct.do'), busy }}
      failure={failure}
    >
      <p className={css.about}>{i18n.language === 'zh' ? entry.saysZh : entry.says}</p>
      <SegmentedControl
        value={way}
        onChange={(next) => setWay(next === 'strike' ? 'strike' : 'set')}
        aria-label={t('steps.correct.way')}
        data={[
          { value: 'set', label: t('steps.correct.set') },
          { value: 'strike', label: t('steps.correct.strike') },
        ]}
      />
      {way === 'set' ? (
        <div className={css.pair}>
          <NativeSelect
            label={t('steps.correct.field')}
            value={field}
            onChange={(event) => choose(event.currentTarget.value)}
            data={fields.map((one) => ({ value: one.field, label: t(`steps.fields.${one.key}`) }))}
          />
          {chosen?.choices ? (
            <NativeSelect
              label={t('steps.correct.value')}
              value={value === '' ? chosen.choices[0] : value}
              onChange={(event) => setValue(event.currentTarget.value)}
              data={[{ value: '', label: '…' }, ...choicesOf(chosen.key)]}
              error={tried && value === '' ? t('steps.problems.missing') : null}
            />
          ) : (
            <TextInput
              type={chosen?.day ? 'date' : 'text'}
              label={t('steps.correct.value')}
              description={field === 'witnesses' ? t('steps.correct.witnesses') : undefined}
              value={value}
              onChange={(event) => setValue(event.currentTarget.value)}
              error={tried && value.trim() === '' ? t('steps.problems.missing') : null}
            />
          )}
        </div>
      ) : (
        <Note>{t('steps.correct.strike-note')}</Note>
      )}
      <TextInput
        label={t('steps.correct.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        error={tried && reason.trim() === '' ? t('steps.problems.missing') : null}
      />
      <p className="dim">{t('steps.correct.both-stay')}</p>
    </FormDialog>
  )
}
