import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IssueResult } from '../../../shared/contract/results.ts'
import { call } from '../../client.ts'
import { saveFile } from '../../client/files.ts'
import { hasShell, host } from '../../client/host.ts'
import { ErrorNote } from '../../parts/error-note.tsx'
import { toast } from '../../parts/toast.ts'
import { useWork } from '../../parts/use-work.ts'
import { formatBytes } from '../../words/format.ts'
import css from './issued-copies.module.css'

const ROW_PX = 44
const SHOWN_ROWS = 12

/** The copies, each to be saved by itself. */
export const IssuedCopies = ({ copies }: { readonly copies: IssueResult['copies'] }) => {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const [saving, setSaving] = useState<string | null>(null)
  const { failure, run, clear } = useWork()
  const virtual = useVirtualizer({
    count: copies.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 6,
  })
  const save = (copy: string) =>
    run(async () => {
      setSaving(copy)
      try {
        const file = await call('issue.copy-file', { copy })
        await saveFile(file)
        toast(t('issue.file-saved', { name: file.name }))
      } finally {
        setSaving(null)
      }
    })
  /** Out of the window, into a folder or a mail: the system takes the drag over once the file is there. */
  const drag = (copy: string) =>
    run(async () => {
      const { file, name } = await call('issue.copy-file', { copy })
      await host('host.drag', { files: [{ file, name }] })
    })
  return (
    <>
      {failure && <ErrorNote failure={failure} onDismiss={clear} />}
      <div role="table" aria-label={t('issue.copies')} aria-rowcount={copies.length + 1}>
        <div role="rowgroup">
          <div role="row" className={css.head}>
            {(['copy', 'recipient', 'code', 'size'] as const).map((column) => (
              <span role="columnheader" key={column}>
                {t(`issue.copy-${column}`)}
              </span>
            ))}
            <span role="columnheader">
              <span className="unseen">{t('issue.save-copy-column')}</span>
            </span>
          </div>
        </div>
        <div
          role="rowgroup"
          className={css.body}
          ref={scroller}
          style={{ height: Math.min(copies.length, SHOWN_ROWS) * ROW_PX }}
        >
          <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
            {virtual.getVirtualItems().map((item) => {
              const copy = copies[item.index]
              if (!copy) return null
              const label = copy.copy
              return (
                <div
                  role="row"
                  aria-rowindex={item.index + 2}
                  key={copy.id}
                  className={css.row}
                  draggable={hasShell()}
                  onDragStart={(event) => {
                    event.preventDefault()
                    void drag(copy.id)
                  }}
                  style={{ transform: `translateY(${item.start}px)`, height: ROW_PX }}
                >
                  <span role="cell">{label}</span>
                  <span role="cell" className={css.who}>
                    <strong>{copy.recipient.name}</strong>
                    <span className="dim"> {copy.recipient.unit}</span>
                  </span>
                  <span role="cell" className="mono">
                    {copy.code}
                  </span>
                  <span role="cell" className="dim">
                    {formatBytes(copy.bytes)}
                  </span>
                  <span role="cell" className={css.end}>
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      leftSection={<IconDownload size={15} />}
                      loading={saving === copy.id}
                      aria-label={t('issue.save-copy', { copy: label, name: copy.recipient.name })}
                      onClick={() => void save(copy.id)}
                    >
                      {t('common.save')}
                    </Button>
                  </span>
                </div>
              )
            })}
          </div>
        </div>
      </div>
    </>
  )
}
