import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { call } from '../../client.ts'
import { usePictureUrl } from '../../client/pictures.ts'
import { paperParams } from './draft.ts'
import type { Paper } from './draft.ts'
import { usePreviewChoice } from './preview-choice.ts'
import css from './issue.module.css'

const HEIGHT_PX = 148
const GAP_PX = 10

/** Pages that were drawn already, for as long as the paper is the same. */
const drawn = new WeakMap<Paper, Map<number, ScreenPicture>>()

const usePagePicture = (paper: Paper, page: number): ScreenPicture | null => {
  const [picture, setPicture] = useState<ScreenPicture | null>(() => drawn.get(paper)?.get(page) ?? null)
  useEffect(() => {
    if (picture) return
    const control = new AbortController()
    call('issue.page', { ...paperParams(paper), page, widthPx: 240 }, { signal: control.signal }).then(
      (made) => {
        const pages = drawn.get(paper) ?? new Map<number, ScreenPicture>()
        drawn.set(paper, pages.set(page, made))
        if (!control.signal.aborted) setPicture(made)
      },
      () => undefined,
    )
    return () => control.abort()
  }, [paper, page, picture])
  return picture
}

const Thumbnail = ({ paper, page, chosen }: { paper: Paper; page: number; chosen: boolean }) => {
  const { t } = useTranslation()
  const url = usePictureUrl(usePagePicture(paper, page))
  return (
    <button
      type="button"
      className={css.thumbnail}
      aria-pressed={chosen}
      aria-label={t('issue.page-n', { page })}
      onClick={() => usePreviewChoice.setState({ page })}
    >
      {url === undefined ? <span className={css.blank} /> : <img src={url} alt="" />}
      <span className={css.pageNumber}>{page}</span>
    </button>
  )
}

const widthOf = (paper: Paper, index: number): number => {
  const size = paper.look.sizesMm[index]
  return Math.round(size ? Math.min(260, (HEIGHT_PX * size.width) / size.height) : HEIGHT_PX * 0.71)
}

/** All pages in a row; those in sight are drawn. Choosing one previews it. */
export const Thumbnails = ({ paper }: { readonly paper: Paper }) => {
  const { t } = useTranslation()
  const scroller = useRef<HTMLDivElement>(null)
  const chosen = usePreviewChoice((state) => state.page)
  const virtual = useVirtualizer({
    count: paper.look.pages,
    horizontal: true,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => widthOf(paper, index) + GAP_PX,
    overscan: 3,
  })
  return (
    <div
      className={css.thumbnails}
      ref={scroller}
      role="group"
      aria-label={t('issue.pages-label')}
      tabIndex={0}
    >
      <div style={{ width: virtual.getTotalSize(), height: HEIGHT_PX + 26, position: 'relative' }}>
        {virtual.getVirtualItems().map((item) => (
          <div
            key={item.key}
            style={{
              position: 'absolute',
              insetBlockStart: 0,
              insetInlineStart: 0,
              transform: `translateX(${item.start}px)`,
              width: item.size - GAP_PX,
              height: HEIGHT_PX + 22,
            }}
          >
            <Thumbnail paper={paper} page={item.index + 1} chosen={chosen === item.index + 1} />
          </div>
        ))}
      </div>
    </div>
  )
}
