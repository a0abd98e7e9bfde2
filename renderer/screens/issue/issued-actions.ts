import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { IssueResult } from '../../../shared/contract/results.ts'
import { call } from '../../client.ts'
import { saveFile } from '../../client/files.ts'
import { printFile } from '../../client/print.ts'
import { confirm } from '../../parts/confirm.ts'
import { today } from '../../parts/steps/step-law.ts'
import { toast } from '../../parts/toast.ts'
import { asFailure, runTask } from '../../tasks/tasks.ts'
import { formatDay, formatNumber } from '../../words/format.ts'

type ActionName = 'print' | 'zip' | 'receipt' | 'hand-out'

/** What is done with the copies of an issuance once they are there. */
export const useIssuedActions = ({ issuance, copies, document }: IssueResult) => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState<ActionName | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [handedOut, setHandedOut] = useState(false)
  const act = async (name: ActionName, work: () => Promise<void>) => {
    setBusy(name)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      const failed = asFailure(error)
      if (failed.code !== 'cancelled') setFailure(failed)
    } finally {
      setBusy(null)
    }
  }
  const found = () => ({ issuance })
  const { title } = document
  return {
    busy,
    failure,
    handedOut,
    clear: () => setFailure(null),
    print: (duplex: boolean) =>
      act('print', async () => {
        const file = await runTask(
          { title: t('issue.print-task', { title }), screen: 'issue', found },
          (options) => call('issue.print-file', { issuance, duplex }, options),
        )
        const how = await printFile(file)
        if (how !== 'left') toast(t(`issue.print-${how}`))
      }),
    zip: () =>
      act('zip', async () => {
        const file = await runTask(
          { title: t('issue.zip-task', { title }), screen: 'issue', found },
          (options) => call('issue.zip', { issuance }, options),
        )
        await saveFile(file)
        toast(t('issue.file-saved', { name: file.name }))
      }),
    receipt: () =>
      act('receipt', async () => {
        const { saved } = await call('export.sheet', { sheet: 'receipt', of: [issuance] })
        for (const file of saved) await saveFile(file)
        toast(t('issue.receipt-saved'))
      }),
    /** @param day by which they are due back; where none is said, that of the issuance, `agreed`, is recorded if it has not passed */
    handOut: (day: string, agreed: string) =>
      act('hand-out', async () => {
        const count = copies.length
        const due = day === '' && agreed >= today() ? agreed : day
        const sure = await confirm({
          title: t('issue.hand-out-title', { count, shown: formatNumber(count) }),
          consequences: [
            t('issue.hand-out-recorded'),
            due === '' ? t('issue.hand-out-no-due') : t('issue.hand-out-due', { day: formatDay(due) }),
            t('issue.hand-out-for-good'),
          ],
          confirm: t('issue.hand-out-yes'),
        })
        if (!sure) return
        await call('custody.step', {
          copies: { names: [issuance], all: true },
          step: { type: 'copy-handed-out', channel: 'by-hand', ...(day !== '' && { due: day }) },
        })
        setHandedOut(true)
        toast(t('issue.hand-out-done', { count, shown: formatNumber(count) }))
      }),
  }
}
