import { useState } from 'react'
import type { ScreenPicture } from '../../shared/contract/app/call.ts'
import { usePictureUrl } from '../client/pictures.ts'
import css from './compare-slider.module.css'

interface CompareSliderProps {
  readonly left: ScreenPicture
  readonly right: ScreenPicture
  readonly leftLabel: string
  readonly rightLabel: string
  /** What the slider does, for those who hear it. */
  readonly label: string
}

/** Two pictures of one size under one slider: a range input over them, so the arrow keys move it too. */
export const CompareSlider = ({ left, right, leftLabel, rightLabel, label }: CompareSliderProps) => {
  const [at, setAt] = useState(50)
  const leftUrl = usePictureUrl(left)
  const rightUrl = usePictureUrl(right)
  return (
    <div className={css.frame}>
      <div
        className={css.pictures}
        style={{
          aspectRatio: `${left.widthPx} / ${left.heightPx}`,
          maxWidth: `calc(76vh * ${left.widthPx / left.heightPx})`,
        }}
      >
        {rightUrl && <img src={rightUrl} alt={rightLabel} />}
        {leftUrl && <img src={leftUrl} alt={leftLabel} style={{ clipPath: `inset(0 ${100 - at}% 0 0)` }} />}
        <div className={css.line} style={{ insetInlineStart: `${at}%` }} aria-hidden="true">
          <span className={css.handle} />
        </div>
        <span className={css.leftLabel} data-faint={at < 16 || undefined} aria-hidden="true">
          {leftLabel}
        </span>
        <span className={css.rightLabel} data-faint={at > 84 || undefined} aria-hidden="true">
          {rightLabel}
        </span>
        <input
          className={css.range}
          type="range"
          min={0}
          max={100}
          step={1}
          value={at}
          aria-label={label}
          onChange={(event) => setAt(event.currentTarget.valueAsNumber)}
        />
      </div>
    </div>
  )
}
