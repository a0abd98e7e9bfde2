import { useCallback, useEffect, useMemo, useState } from 'react'
import { Button } from '@mantine/core'
import { IconFileExport, IconSearchOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { CopyListRow } from '../../../../shared/contract/app/register-calls.ts'
import { call } from '../../../client.ts'
import { Empty } from '../../../parts/empty.tsx'
import { ErrorNote } from '../../../parts/error-note.tsx'
import { NOTHING } from '../../../parts/table/selection.ts'
import type { Selection } from '../../../parts/table/selection.ts'
import { useRows } from '../../../parts/table/use-rows.ts'
import { VirtualTable } from '../../../parts/table/virtual-table.tsx'
import { ExportDialog } from '../papers/export-dialog.tsx'
import { open, useWhere } from '../place.ts'
import { useMayExport } from '../use-may.ts'
import { BatchBar } from '../steps/batch-bar.tsx'
import { useCopyColumns } from './copy-columns.tsx'
import { FilterBar } from './filter-bar.tsx'
import { questionOf } from './filter.ts'
import css from '../register.module.css'

const keyOf = (row: CopyListRow): string => row.id
/** Copies that are asked for at once: as many as one answer may hold. */
const PIECE = 10_000

const openCopy = (row: CopyListRow): void => open({ kind: 'copy', name: row.id })

export const CopiesList = () => {
  const { t } = useTranslation()
  const filter = useWhere((state) => state.filter)
  const question = useMemo(() => questionOf(filter), [filter])
  const columns = useCopyColumns('register')
  const rows = useRows(
    useCallback(
      (offset: number, limit: number) => call('register.copies', { ...question, offset, limit }),
      [question],
    ),
  )
  const [selection, setSelection] = useState<Selection>(NOTHING)
  const [exporting, setExporting] = useState(false)
  const mayExport = useMayExport()
  // What another question does not show is not acted on unseen.
  useEffect(() => setSelection(NOTHING), [question])
  const chosen = useCallback(async () => {
    const found: CopyListRow[] = []
    for (let offset = 0; found.length < selection.keys.size; offset += PIECE) {
      const { rows: piece } = await call('register.copies', { ...question, offset, limit: PIECE })
      found.push(...piece.filter(({ id }) => selection.keys.has(id)))
      if (piece.length < PIECE) break
    }
    return found
  }, [question, selection])
  return (
    <div className={css.list}>
      <div className={css.listBar}>
        <FilterBar />
        <span className={css.count} role="status">
          {rows.known && t('register.count.copies', { count: rows.total })}
        </span>
        {mayExport && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconFileExport size={15} aria-hidden />}
            onClick={() => setExporting(true)}
          >
            {t('register.export')}
          </Button>
        )}
      </div>
      {rows.failure && <ErrorNote failure={rows.failure} onRetry={rows.refresh} />}
      <BatchBar count={selection.keys.size} copies={chosen} onClear={() => setSelection(NOTHING)} />
      <VirtualTable
        label={t('register.tabs.copies')}
        columns={columns}
        rows={rows}
        keyOf={keyOf}
        selection={selection}
        onSelect={setSelection}
        onOpen={openCopy}
        empty={
          <Empty icon={<IconSearchOff size={28} />} title={t('register.none.copies')}>
            {t('register.none.do')}
          </Empty>
        }
      />
      {exporting && <ExportDialog question={question} onClose={() => setExporting(false)} />}
    </div>
  )
}
