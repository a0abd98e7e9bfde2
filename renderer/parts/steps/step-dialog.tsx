import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepResult } from '../../../shared/contract/custody-results.ts'
import type { CopyStand } from '../../../shared/contract/custody-results.ts'
import { call } from '../../client.ts'
import { sendFile } from '../../client/files.ts'
import { FileDrop } from '../file-drop.tsx'
import { FormDialog } from '../form-dialog.tsx'
import { Note } from '../note.tsx'
import { toast } from '../toast.ts'
import { useWork } from '../use-work.ts'
import { formatList } from '../../words/format.ts'
import { firstDraft, problemsOf, stepOf } from './step-draft.ts'
import type { Draft } from './step-draft.ts'
import { StepFields } from './step-fields.tsx'
import { today, whyNot } from './step-law.ts'
import type { StepType } from './step-law.ts'
import { undoSteps } from './undo-steps.ts'
import css from '../form.module.css'

interface Props {
  readonly type: StepType
  /** Those that cannot take the step are left out, and named. */
  readonly copies: readonly (CopyStand & { readonly retainUntil?: string | null })[]
  readonly draft?: Draft
  readonly onClose: () => void
  readonly onDone?: (result: StepResult) => void
}

/** Names a few and counts the rest. */
const SHOWN = 6

/** One step for one copy or for many: all of them at once, or none. */
export const StepDialog = ({ type, copies, draft: given = {}, onClose, onDone }: Props) => {
  const { t } = useTranslation()
  const day = today()
  const [draft, setDraft] = useState<Draft>({ ...firstDraft(day), ...given })
  const [tried, setTried] = useState(false)
  const [scan, setScan] = useState<File | null>(null)
  const { busy, failure, run } = useWork()
  const able = useMemo(() => copies.filter((copy) => whyNot(copy, type, day) === null), [copies, type, day])
  const unable = copies.filter((copy) => !able.includes(copy))
  const problems = problemsOf(type, draft, day)

  const record = async (): Promise<void> => {
    setTried(true)
    if (problems.length > 0 || able.length === 0) return
    await run(async () => {
      const sent = scan === null ? null : await sendFile(scan)
      const result = await call('custody.step', {
        copies: { names: able.map(({ id }) => id) },
        step: stepOf(type, draft),
        ...(sent === null ? {} : { scan: sent.file }),
      })
      const undo = { label: t('common.undo'), run: () => void undoSteps(result, t('steps.undo-reason')) }
      toast(
        t(`steps.done.${type}`, { count: able.length }),
        type === 'copy-destroyed' ? {} : { action: undo },
      )
      onDone?.(result)
      onClose()
    })
  }
  const named = able.slice(0, SHOWN).map(({ copy, recipient }) => `${copy} ${recipient.name}`)
  return (
    <FormDialog
      title={t(`steps.titles.${type}`, { count: able.length })}
      onClose={onClose}
      onSubmit={() => void record()}
      submit={{
        label: t(`steps.do.${type}`, { count: able.length }),
        busy,
        disabled: able.length === 0,
        danger: type === 'copy-destroyed' || type === 'copy-lost',
      }}
      failure={failure}
    >
      {able.length > 0 && (
        <p className={css.about}>
          {able.length <= SHOWN
            ? formatList(named)
            : t('steps.and-more', { names: named.join(t('steps.comma')), count: able.length - SHOWN })}
        </p>
      )}
      {unable.length > 0 && (
        <Note kind="warn" title={t('steps.left-out', { count: unable.length })}>
          <ul className={css.reasons}>
            {unable.slice(0, SHOWN).map((copy) => (
              <li key={copy.id}>
                {copy.copy} {copy.recipient.name}: {t(`steps.why.${whyNot(copy, type, day) ?? 'reserved'}`)}
              </li>
            ))}
            {unable.length > SHOWN && <li>…</li>}
          </ul>
        </Note>
      )}
      {type === 'copy-destroyed' && <Note kind="warn">{t('steps.destroy-consequences')}</Note>}
      {type === 'copy-lost' && <Note>{t('steps.lost-consequences')}</Note>}
      <StepFields type={type} draft={draft} onChange={setDraft} problems={tried ? problems : []} />
      {type === 'receipt-signed' && (
        <FileDrop
          compact
          accept="image/*,.pdf"
          label={t('steps.scan')}
          onFiles={([file]) => setScan(file ?? null)}
        >
          {scan === null ? t('steps.scan') : t('steps.scan-chosen', { name: scan.name })}
        </FileDrop>
      )}
    </FormDialog>
  )
}
