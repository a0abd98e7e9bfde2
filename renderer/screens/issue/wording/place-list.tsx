import { Checkbox } from '@mantine/core'
import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedPlace } from '../../../../shared/contract/wording-list.ts'
import { formatNumber } from '../../../words/format.ts'
import { tickPlaces } from './take-wordings.ts'
import { linesOf } from './wordings.ts'
import type { Wordings } from './wordings.ts'
import css from './wording.module.css'

const HEADING_PX = 40
/** A sentence of two lines, until it is measured. */
const PLACE_PX = 62
const MOST_PX = 420
/** A side file may give a place as much text around it as it likes. */
const MOST_AROUND = 300

const endOf = (text: string): string => (text.length <= MOST_AROUND ? text : `…${text.slice(-MOST_AROUND)}`)
const beginningOf = (text: string): string =>
  text.length <= MOST_AROUND ? text : `${text.slice(0, MOST_AROUND)}…`

/** The sentence with both wordings in it, told apart by their order, an arrow and their underlines, not by colour alone. */
const Sentence = ({ place }: { readonly place: ListedPlace }) => {
  const { t } = useTranslation()
  return (
    <span dir="auto">
      {endOf(place.before)}
      <mark className={css.printed}>{place.printed}</mark>
      <span className={css.or} aria-hidden="true">
        {' ⇄ '}
      </span>
      <span className="unseen">{` ${t('wording.or')} `}</span>
      <mark className={css.equal}>{place.equal}</mark>
      {beginningOf(place.after)}
    </span>
  )
}

interface PlaceProps {
  readonly index: number
  readonly place: ListedPlace
  readonly ticked: boolean
}

/** Only the place that is ticked is drawn anew. */
const Place = memo(({ index, place, ticked }: PlaceProps) => (
  <Checkbox
    className={css.place}
    checked={ticked}
    label={<Sentence place={place} />}
    onChange={(event) => tickPlaces([index], event.currentTarget.checked)}
  />
))

interface PageProps {
  readonly page: number
  readonly indexes: readonly number[]
  readonly ticked: number
}

const PageHeading = ({ page, indexes, ticked }: PageProps) => {
  const { t } = useTranslation()
  const count = indexes.length
  return (
    <div className={css.page}>
      <strong>{t('issue.page-n', { page })}</strong>
      <span className="dim">
        {t('wording.ticked', { ticked: formatNumber(ticked), places: formatNumber(count) })}
      </span>
      <Checkbox
        size="xs"
        checked={ticked === count}
        indeterminate={ticked > 0 && ticked < count}
        aria-label={t('wording.all-on-page-n', { page })}
        label={t('wording.all-on-page')}
        onChange={() => tickPlaces(indexes, ticked < count)}
      />
    </div>
  )
}

/** Every place by its page, for the author to tick; only what is in sight is drawn. */
export const PlaceList = ({ list, ticked }: Pick<Wordings, 'list' | 'ticked'>) => {
  const { t } = useTranslation()
  const lines = useMemo(() => linesOf(list), [list])
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => (lines[at]?.kind === 'page' ? HEADING_PX : PLACE_PX),
    overscan: 6,
  })
  const height = virtual.getTotalSize()
  return (
    <div
      ref={scroller}
      className={css.list}
      role="list"
      aria-label={t('wording.list')}
      style={{ height: Math.min(height, MOST_PX) }}
    >
      <div role="presentation" style={{ height, position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => {
          const line = lines[item.index]
          if (line === undefined) return null
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              data-kind={line.kind}
              className={css.line}
              role="listitem"
              aria-setsize={lines.length}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {line.kind === 'page' ? (
                <PageHeading
                  page={line.page}
                  indexes={line.indexes}
                  ticked={line.indexes.filter((index) => ticked.has(index)).length}
                />
              ) : (
                <Place index={line.index} place={line.place} ticked={ticked.has(line.index)} />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
