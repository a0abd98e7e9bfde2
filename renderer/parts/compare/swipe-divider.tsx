import type { KeyboardEvent, PointerEvent } from 'react'
import css from './compare.module.css'

interface Props {
  readonly label: string
  /** Part of the width, 0 to 1. */
  readonly at: number
  readonly onChange: (at: number) => void
}

const hold = (value: number): number => Math.min(1, Math.max(0, value))

/** The line between two pictures that lie on each other; a slider for keys and readers. */
export const SwipeDivider = ({ label, at, onChange }: Props) => {
  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (box) onChange(hold((event.clientX - box.left) / box.width))
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.shiftKey ? 0.1 : 0.02
    if (event.key === 'ArrowLeft') onChange(hold(at - step))
    else if (event.key === 'ArrowRight') onChange(hold(at + step))
    else if (event.key === 'Home') onChange(0)
    else if (event.key === 'End') onChange(1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div
      className={css.divider}
      style={{ left: `${at * 100}%` }}
      role="slider"
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={drag}
    />
  )
}
