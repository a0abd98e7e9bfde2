import { useCallback, useState } from 'react'
import { Button } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CopyListRow } from '../../../shared/contract/app/register-calls.ts'
import { OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import { call } from '../../client.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { Page } from '../../parts/page.tsx'
import { NOTHING } from '../../parts/table/selection.ts'
import type { Selection } from '../../parts/table/selection.ts'
import { useLocalRows } from '../../parts/table/use-local-rows.ts'
import { VirtualTable } from '../../parts/table/virtual-table.tsx'
import { useLoaded } from '../../parts/use-loaded.ts'
import { BackButton } from './back-button.tsx'
import { useCopyColumns } from './lists/copy-columns.tsx'
import { SheetButton } from './papers/sheet-button.tsx'
import { open } from './place.ts'
import { BatchBar } from './steps/batch-bar.tsx'
import { StepDialog } from '../../parts/steps/step-dialog.tsx'
import type { StepType } from '../../parts/steps/step-law.ts'
import { today, whyNot } from '../../parts/steps/step-law.ts'
import { useMayKeep } from './use-may.ts'
import css from './register.module.css'

const keyOf = (row: CopyListRow): string => row.id
const openCopy = (row: CopyListRow): void => open({ kind: 'copy', name: row.id })
const MOST_COPIES = 10_000

/** Steps that a whole issuance takes at once. */
const WHOLE = ['copy-handed-out', 'receipt-signed', 'copy-recalled'] as const

/** Which copies are meant: of those that may take the step, the ones never handed out before returned ones. */
const meantBy = (copies: readonly CopyListRow[], type: StepType, day: string): readonly CopyListRow[] => {
  const able = copies.filter((copy) => whyNot(copy, type, day) === null)
  const fresh = able.filter(({ state }) => state === 'at-desk')
  return type === 'copy-handed-out' && fresh.length > 0 ? fresh : able
}

/** The copies of one issuance: handed out together, signed for, collected. */
export const IssuancePage = ({ issuance }: { readonly issuance: string }) => {
  const { t } = useTranslation()
  const may = useMayKeep()
  const { value, failure, refresh } = useLoaded(
    useCallback(() => call('register.copies', { issuance, limit: MOST_COPIES }), [issuance]),
  )
  const copies = value?.rows ?? null
  const rows = useLocalRows(copies, failure, refresh)
  const columns = useCopyColumns('issuance')
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const [asked, setAsked] = useState<StepType | null>(null)
  const day = today()
  const first = copies?.[0]
  const out = copies?.filter(({ state }) => OUTSTANDING.some((one) => one === state)).length ?? 0
  const able = (type: StepType): number => meantBy(copies ?? [], type, day).length
  const main = out === 0 ? 'copy-handed-out' : 'collect'
  return (
    <Page
      fill
      title={first?.title ?? ''}
      lead={[
        first?.documentNumber,
        first?.occasion,
        value && t('register.issuance.out', { out, count: value.total }),
      ]
        .filter((part) => part)
        .join(' · ')}
      actions={
        <>
          <SheetButton sheet="receipt" of={[issuance]} />
          <SheetButton sheet="collection" of={[issuance]} />
          <BackButton />
        </>
      }
    >
      <div className={css.list}>
        {may && copies && (
          <div className={css.listBar}>
            {WHOLE.map((type) => (
              <Button
                key={type}
                size="xs"
                variant={type === main ? 'filled' : 'default'}
                disabled={able(type) === 0}
                onClick={() => setAsked(type)}
              >
                {t(`steps.whole.${type}`, { count: able(type) })}
              </Button>
            ))}
            <Button
              size="xs"
              variant={main === 'collect' ? 'filled' : 'default'}
              disabled={out === 0}
              leftSection={<IconChecklist size={15} aria-hidden />}
              onClick={() => open({ kind: 'collect', issuance })}
            >
              {t('register.collect-all', { count: out })}
            </Button>
          </div>
        )}
        {failure && <ErrorNote failure={failure} onRetry={refresh} />}
        <BatchBar
          count={selection.keys.size}
          copies={() => Promise.resolve(copies?.filter(({ id }) => selection.keys.has(id)) ?? [])}
          onClear={() => setSelection(NOTHING)}
        />
        <VirtualTable
          label={t('register.issuance.copies')}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          selection={selection}
          onSelect={setSelection}
          onOpen={openCopy}
          empty={t('register.none.copies')}
        />
      </div>
      {asked && copies && (
        <StepDialog type={asked} copies={meantBy(copies, asked, day)} onClose={() => setAsked(null)} />
      )}
    </Page>
  )
}
