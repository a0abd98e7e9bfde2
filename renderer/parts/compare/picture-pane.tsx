import { useRef } from 'react'
import type { ReactNode } from 'react'
import { placement } from './view-transform.ts'
import type { Size } from './view-transform.ts'
import { useGestures, useSize } from './use-view.ts'
import type { ViewControl } from './use-view.ts'
import css from './compare.module.css'

export interface Layer {
  readonly url: string | undefined
  readonly alt: string
  /** 0 to 1. */
  readonly opacity?: number
  /** Only what lies right of this part of the pane's width is shown. */
  readonly from?: number
}

/** Beyond this a pixel of the picture is a square to be looked at, not a thing to be smoothed. */
const PIXELS_FROM = 3

interface Props {
  readonly label: string
  readonly caption?: string
  readonly picture: Size
  readonly control: ViewControl
  readonly layers: readonly Layer[]
  readonly children?: ReactNode
}

/** One pane of a comparison: layers of one size under the shared view. */
export const PicturePane = ({ label, caption, picture, control, layers, children }: Props) => {
  const pane = useRef<HTMLDivElement>(null)
  const size = useSize(pane)
  const handlers = useGestures(pane, control, picture, size)
  const ready = size.width > 0 && size.height > 0
  const { left, top, scale } = ready ? placement(control.view, picture, size) : { left: 0, top: 0, scale: 1 }
  const clip = (from: number): string => {
    const hidden = Math.max(0, (from * size.width - left) / scale)
    return `inset(0 0 0 ${hidden}px)`
  }
  return (
    <div
      ref={pane}
      className={css.pane}
      role="group"
      aria-label={label}
      // The pane takes arrow keys, plus and minus: it has to be reached by Tab.
      tabIndex={0}
      {...handlers}
    >
      {ready &&
        layers.map(({ url, alt, opacity = 1, from }) => (
          <img
            key={alt}
            className={css.layer}
            src={url}
            alt={alt}
            draggable={false}
            width={picture.width}
            height={picture.height}
            style={{
              transform: `translate(${left}px, ${top}px) scale(${scale})`,
              opacity,
              imageRendering: scale >= PIXELS_FROM ? 'pixelated' : 'auto',
              ...(from === undefined ? {} : { clipPath: clip(from) }),
            }}
          />
        ))}
      {caption !== undefined && (
        <span className={css.caption} aria-hidden>
          {caption}
        </span>
      )}
      {children}
    </div>
  )
}
