import { useState } from 'react'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { usePictureUrl } from '../../client/pictures.ts'
import { CompareViewer } from '../../parts/compare/compare-viewer.tsx'
import { sayLeak } from '../../words/say-leak.ts'
import css from './trace.module.css'

type OnePicture = TraceView['pictures'][number]

const AsFound = ({ picture }: { readonly picture: OnePicture }) => {
  const { t } = useTranslation()
  const url = usePictureUrl(picture.found)
  return (
    <div className={css.asFound}>
      <img src={url} alt={t('trace.pictures.found')} />
    </div>
  )
}

/** Leak and original, laid on each other; one page at a time, where more were found. */
export const Comparison = ({ view: { pictures, result } }: { readonly view: TraceView }) => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(0)
  const [way, setWay] = useState<'straightened' | 'found'>('straightened')
  const picture = pictures[chosen] ?? pictures[0]
  if (picture === undefined) return null
  const isOnePaper = pictures.every(({ document }) => document === picture.document)
  const labelOf = ({ leak, page, copy }: OnePicture, index: number): string => {
    const title = result.shows[index]?.document.title ?? ''
    const where = t(isOnePaper ? 'trace.comparison.one' : 'trace.comparison.one-of', {
      leak: sayLeak(leak),
      page,
      title,
    })
    return copy === null
      ? t('trace.comparison.without-copy', { page: where })
      : t('trace.comparison.with-copy', { page: where, copy })
  }
  return (
    <>
      <div className={css.comparisonBar}>
        {pictures.length > 1 && (
          <>
            <span>{t('trace.comparison.found', { count: pictures.length })}</span>
            <NativeSelect
              aria-label={t('trace.comparison.which')}
              value={String(chosen)}
              onChange={(event) => setChosen(Number(event.currentTarget.value))}
              data={pictures.map((one, index) => ({ value: String(index), label: labelOf(one, index) }))}
            />
          </>
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('trace.comparison.way')}
          value={way}
          onChange={(name) => setWay(name === 'found' ? 'found' : 'straightened')}
          data={[
            { value: 'straightened', label: t('trace.comparison.compared') },
            { value: 'found', label: t('trace.comparison.as-found') },
          ]}
        />
      </div>
      {way === 'found' ? (
        <AsFound picture={picture} />
      ) : (
        <CompareViewer
          left={{ label: t('trace.pictures.straightened'), picture: picture.straightened }}
          right={{ label: t('trace.pictures.original', { page: picture.page }), picture: picture.original }}
          overlay={
            picture.evidence === null
              ? null
              : { label: t('trace.comparison.evidence'), picture: picture.evidence }
          }
          overlayNote={
            picture.copy === null
              ? t('trace.comparison.evidence-note')
              : t('trace.comparison.evidence-note-of', { copy: picture.copy })
          }
        />
      )}
    </>
  )
}
