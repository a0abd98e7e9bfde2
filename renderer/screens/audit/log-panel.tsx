import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconArrowBackUp, IconListSearch, IconSearch } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../shared/contract/custody-results.ts'
import { Empty } from '../../parts/empty.tsx'
import { ErrorNote } from '../../parts/error-note.tsx'
import { formatNumber, formatTime } from '../../words/format.ts'
import { useLog } from './use-log.ts'
import css from './audit.module.css'

/** Of a row whose sentence needs one line; long ones take more. */
const ROW_PX = 42

const Corrections = ({ entry }: { readonly entry: HistoryEntry }) => {
  const { t } = useTranslation()
  if (entry.corrects === null && entry.correctedBy === null) return null
  return (
    <span className={css.correction}>
      <IconArrowBackUp size={14} aria-hidden="true" />
      {entry.corrects !== null
        ? t('audit.corrects', { event: formatNumber(entry.corrects) })
        : t('audit.corrected-by', { event: formatNumber(entry.correctedBy ?? 0) })}
    </span>
  )
}

const Entries = ({ entries, onEnd }: { entries: readonly HistoryEntry[]; onEnd: () => void }) => {
  const { t, i18n } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= entries.length - 20) onEnd()
  }, [last, entries.length])
  return (
    <div className={css.log} role="table" aria-label={t('audit.tab-log')}>
      <div role="rowgroup">
        <div role="row" className={css.logHead}>
          <span role="columnheader">{t('audit.column-event')}</span>
          <span role="columnheader">{t('audit.column-at')}</span>
          <span role="columnheader">{t('audit.column-by')}</span>
          <span role="columnheader">{t('audit.column-says')}</span>
        </div>
      </div>
      <div
        role="rowgroup"
        className={css.logBody}
        ref={scroller}
        tabIndex={0}
        aria-label={t('audit.tab-log')}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map((item) => {
            const entry = entries[item.index]
            if (!entry) return null
            const says = i18n.language === 'zh' ? entry.saysZh : entry.says
            return (
              <div
                role="row"
                key={entry.event}
                ref={virtual.measureElement}
                data-index={item.index}
                className={css.logRow}
                data-corrected={entry.correctedBy !== null || undefined}
                style={{ transform: `translateY(${item.start}px)`, minHeight: ROW_PX }}
              >
                <span role="cell" className={css.event}>
                  {formatNumber(entry.event)}
                </span>
                <span role="cell" className="dim">
                  {formatTime(entry.at)}
                </span>
                <span role="cell" className={css.cut} title={entry.by}>
                  {entry.by}
                </span>
                <span role="cell" className={css.whole}>
                  <span className={css.says}>{says}</span> <Corrections entry={entry} />
                </span>
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** Every event on record, newest first. */
export const LogPanel = () => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 150)
  const { log, failure, readOlder, retry } = useLog(search)
  return (
    <>
      <div className={css.logTop}>
        <TextInput
          className={css.search}
          type="search"
          aria-label={t('audit.search')}
          placeholder={t('audit.search')}
          leftSection={<IconSearch size={16} aria-hidden="true" />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <span className="dim" role="status">
          {log && t('audit.size', { count: log.size, shown: formatNumber(log.size) })}
        </span>
      </div>
      {failure && <ErrorNote failure={failure} onRetry={retry} />}
      {log?.entries.length === 0 && (
        <Empty icon={<IconListSearch size={26} />} title={t('audit.nothing-found')}>
          {t('audit.nothing-found-why')}
        </Empty>
      )}
      {log && log.entries.length > 0 && (
        <Entries key={search} entries={log.entries} onEnd={() => void readOlder()} />
      )}
    </>
  )
}
