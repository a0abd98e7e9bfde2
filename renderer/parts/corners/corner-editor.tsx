import { useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScreenPicture } from '../../../shared/contract/app/call.ts'
import { usePictureUrl } from '../../client/pictures.ts'
import { useSize } from '../compare/use-view.ts'
import { isPageShape, OUTSIDE, withCorner } from './corner-geometry.ts'
import type { Corner, Corners } from './corner-geometry.ts'
import { Magnifier } from './magnifier.tsx'
import css from './corners.module.css'

interface Props {
  readonly picture: ScreenPicture
  readonly corners: Corners
  readonly onChange: (corners: Corners) => void
}

const NAMES = ['top-left', 'top-right', 'bottom-right', 'bottom-left'] as const

/** Arrow keys move by one pixel of the screen, with Shift by ten. */
const STEPS: Readonly<Record<string, Corner>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** The page's corners on a picture, dragged or nudged, with what is under them enlarged. They may lie outside the picture. */
export const CornerEditor = ({ picture, corners, onChange }: Props) => {
  const { t } = useTranslation()
  const url = usePictureUrl(picture)
  const stage = useRef<HTMLDivElement>(null)
  const room = useSize(stage)
  const [held, setHeld] = useState<number | null>(null)
  const around = 1 + 2 * OUTSIDE
  const scale = Math.min(room.width / (picture.widthPx * around), room.height / (picture.heightPx * around))
  const [width, height] = [picture.widthPx * scale, picture.heightPx * scale]
  const [left, top] = [(room.width - width) / 2, (room.height - height) / 2]
  const onScreen = ({ x, y }: Corner): Corner => ({ x: left + x * width, y: top + y * height })
  const sound = isPageShape(corners)

  const drag = (event: PointerEvent<HTMLElement>, index: number): void => {
    const box = stage.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const to = { x: (event.clientX - box.left - left) / width, y: (event.clientY - box.top - top) / height }
    onChange(withCorner(corners, index, to))
  }
  const nudge = (event: KeyboardEvent, index: number): void => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const by = event.shiftKey ? 10 : 1
    const { x, y } = corners[index]
    onChange(withCorner(corners, index, { x: x + (step.x * by) / width, y: y + (step.y * by) / height }))
  }
  const points = corners.map(onScreen)
  return (
    <div className={css.stage} ref={stage} role="group" aria-label={t('parts.corners.label')}>
      {/* Before the stage has been measured there is no place for anything on it. */}
      {room.width > 0 && (
        <>
          <img
            className={css.picture}
            src={url}
            alt={t('parts.corners.picture')}
            draggable={false}
            style={{ left, top, width, height }}
          />
          <svg className={css.outline} aria-hidden data-sound={sound || undefined}>
            <polygon points={points.map(({ x, y }) => `${x},${y}`).join(' ')} />
          </svg>
          {points.map(({ x, y }, index) => (
            <button
              key={NAMES[index]}
              type="button"
              className={css.handle}
              style={{ left: x, top: y }}
              aria-label={t('parts.corners.corner', {
                name: t(`parts.corners.${NAMES[index]}`),
                x: Math.round(corners[index].x * 100),
                y: Math.round(corners[index].y * 100),
              })}
              onKeyDown={(event) => nudge(event, index)}
              onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
              onPointerMove={(event) => drag(event, index)}
              onFocus={() => setHeld(index)}
              onBlur={() => setHeld((now) => (now === index ? null : now))}
            >
              {index + 1}
            </button>
          ))}
          {held !== null && (
            <Magnifier
              url={url}
              picture={{ width: picture.widthPx, height: picture.heightPx }}
              at={corners[held]}
              // Never under the finger that drags.
              side={points[held].x < room.width / 2 ? 'right' : 'left'}
            />
          )}
        </>
      )}
      <p className={css.state} role="status">
        {sound ? '' : t('parts.corners.no-page')}
      </p>
    </div>
  )
}
