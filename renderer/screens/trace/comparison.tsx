import { useState } from 'react'
import { NativeSelect, SegmentedControl } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TraceView } from '../../../shared/contract/app/trace-calls.ts'
import { usePictureUrl } from '../../client/pictures.ts'
import { CompareViewer } from '../../parts/compare/compare-viewer.tsx'
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

/** Leak and original, laid on each other; one leaked picture at a time. */
export const Comparison = ({ pictures }: { readonly pictures: TraceView['pictures'] }) => {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState(0)
  const [way, setWay] = useState<'straightened' | 'found'>('straightened')
  const picture = pictures[chosen] ?? pictures[0]
  if (picture === undefined) return null
  return (
    <>
      <div className={css.comparisonBar}>
        {pictures.length > 1 && (
          <NativeSelect
            aria-label={t('trace.comparison.which')}
            value={String(chosen)}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
            data={pictures.map(({ leak, page }, index) => ({
              value: String(index),
              label: t('trace.comparison.one', { leak, page }),
            }))}
          />
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
          overlayNote={t('trace.comparison.evidence-note')}
        />
      )}
    </>
  )
}
