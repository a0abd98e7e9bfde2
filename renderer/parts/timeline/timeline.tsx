import { ActionIcon, Anchor, Text, Tooltip } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../shared/contract/custody-results.ts'
import { isCustodyType } from '../../../shared/contract/custody-events.ts'
import { formatDay, formatTime } from '../../words/format.ts'
import css from './timeline.module.css'

interface Props {
  /** Oldest first, as the register holds them. */
  readonly entries: readonly HistoryEntry[]
  /** Offered on steps that can be corrected. */
  readonly onCorrect?: (entry: HistoryEntry) => void
}

const anchorOf = (event: number): string => `event-${event}`

const show = (event: number): void => {
  const entry = document.getElementById(anchorOf(event))
  entry?.scrollIntoView({ block: 'center' })
  entry?.focus()
}

/** What happened to a copy, newest first. What was corrected stays, struck, and says by which event. */
export const CopyTimeline = ({ entries, onCorrect }: Props) => {
  const { t, i18n } = useTranslation()
  const chinese = i18n.language.startsWith('zh')
  return (
    <ol className={css.timeline} aria-label={t('parts.timeline.label')}>
      {entries.toReversed().map((entry) => {
        const struck = entry.correctedBy !== null
        const correctable = onCorrect !== undefined && !struck && isCustodyType(entry.type)
        const says = chinese ? entry.saysZh : entry.says
        return (
          <li
            key={entry.event}
            id={anchorOf(entry.event)}
            tabIndex={-1}
            className={css.entry}
            data-struck={struck || undefined}
            data-kind={isCustodyType(entry.type) ? 'step' : 'record'}
          >
            <div className={css.head}>
              {struck ? <s className={css.says}>{says}</s> : <span className={css.says}>{says}</span>}
              {correctable && (
                <Tooltip label={t('parts.timeline.correct')}>
                  <ActionIcon
                    className={css.correct}
                    variant="subtle"
                    size="sm"
                    aria-label={t('parts.timeline.correct-event', { event: entry.event, says })}
                    onClick={() => onCorrect(entry)}
                  >
                    <IconPencil size={14} />
                  </ActionIcon>
                </Tooltip>
              )}
            </div>
            <Text size="xs" c="dimmed" className={css.meta}>
              {entry.on !== null && (
                <>
                  <time dateTime={entry.on}>{formatDay(entry.on)}</time>
                  {' · '}
                </>
              )}
              {t('parts.timeline.recorded', {
                when: formatTime(entry.at),
                by: entry.by,
                event: entry.event,
              })}
              {entry.correctedBy !== null && (
                <>
                  {' · '}
                  <CorrectedBy event={entry.correctedBy} />
                </>
              )}
            </Text>
          </li>
        )
      })}
    </ol>
  )
}

const CorrectedBy = ({ event }: { readonly event: number }) => {
  const { t } = useTranslation()
  return (
    <Anchor component="button" type="button" size="xs" onClick={() => show(event)}>
      {t('parts.timeline.corrected-by', { event })}
    </Anchor>
  )
}
