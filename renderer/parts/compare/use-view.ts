import { useCallback, useEffect, useRef, useState } from 'react'
import type { KeyboardEvent, PointerEvent, RefObject } from 'react'
import { panBy, WHOLE, wheelFactor, zoomAt } from './view-transform.ts'
import type { Point, Size, View } from './view-transform.ts'

const STEP_PX = 60
const KEY_ZOOM = 1.25

/** How large an element is, as it changes. */
export const useSize = (element: RefObject<HTMLElement | null>): Size => {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    if (!element.current) return
    const observer = new ResizeObserver(([{ contentRect }]) =>
      setSize({ width: contentRect.width, height: contentRect.height }),
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return size
}

const fromMiddle = (element: Element, x: number, y: number): Point => {
  const box = element.getBoundingClientRect()
  return { x: x - box.left - box.width / 2, y: y - box.top - box.height / 2 }
}

const PANS: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: STEP_PX, y: 0 },
  ArrowRight: { x: -STEP_PX, y: 0 },
  ArrowUp: { x: 0, y: STEP_PX },
  ArrowDown: { x: 0, y: -STEP_PX },
}

const KEY_FACTORS: Readonly<Record<string, number>> = { '+': KEY_ZOOM, '=': KEY_ZOOM, '-': 1 / KEY_ZOOM }

export interface ViewControl {
  readonly view: View
  readonly reset: () => void
  readonly zoomBy: (factor: number, viewport: Size) => void
  readonly change: (next: (view: View) => View) => void
}

/** The view that all panes of a comparison share. */
export const useView = (picture: Size): ViewControl => {
  const [view, setView] = useState(WHOLE)
  const { width, height } = picture
  useEffect(() => setView(WHOLE), [width, height])
  return {
    view,
    reset: () => setView(WHOLE),
    zoomBy: (factor, viewport) =>
      setView((view) => zoomAt(view, factor, { x: 0, y: 0 }, { width, height }, viewport)),
    change: setView,
  }
}

interface PaneHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerUp: (event: PointerEvent<HTMLElement>) => void
  readonly onPointerCancel: (event: PointerEvent<HTMLElement>) => void
  readonly onDoubleClick: () => void
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
}

/** Dragging, two fingers, wheel (at the pointer) and keys of one pane. */
export const useGestures = (
  pane: RefObject<HTMLElement | null>,
  { change, reset }: ViewControl,
  picture: Size,
  viewport: Size,
): PaneHandlers => {
  const fingers = useRef(new Map<number, Point>())
  const zoom = useCallback(
    (factor: number, at: Point) => change((view) => zoomAt(view, factor, at, picture, viewport)),
    [change, picture, viewport],
  )
  const pan = (by: Point): void => change((view) => panBy(view, by, picture, viewport))

  useEffect(() => {
    const element = pane.current
    if (!element) return
    // React's own wheel listeners are passive, and then the page would scroll as well.
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault()
      const factor = wheelFactor(event.deltaY, event.deltaMode, event.ctrlKey)
      zoom(factor, fromMiddle(element, event.clientX, event.clientY))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [pane, zoom])

  const move = (event: PointerEvent<HTMLElement>): void => {
    const before = fingers.current.get(event.pointerId)
    if (!before) return
    const now = { x: event.clientX, y: event.clientY }
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1]
    fingers.current.set(event.pointerId, now)
    if (other === undefined) return pan({ x: now.x - before.x, y: now.y - before.y })
    const apart = (point: Point): number => Math.hypot(point.x - other.x, point.y - other.y)
    const middle = fromMiddle(event.currentTarget, (now.x + other.x) / 2, (now.y + other.y) / 2)
    zoom(apart(now) / Math.max(1, apart(before)), middle)
    pan({ x: (now.x - before.x) / 2, y: (now.y - before.y) / 2 })
  }
  const lift = (event: PointerEvent<HTMLElement>): void => {
    fingers.current.delete(event.pointerId)
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      fingers.current.set(event.pointerId, { x: event.clientX, y: event.clientY })
    },
    onPointerMove: move,
    onPointerUp: lift,
    onPointerCancel: lift,
    onDoubleClick: reset,
    onKeyDown: (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const by = PANS[event.key]
      const factor = KEY_FACTORS[event.key]
      if (by !== undefined) pan(by)
      else if (factor !== undefined) zoom(factor, { x: 0, y: 0 })
      else if (event.key === '0') reset()
      else return
      event.preventDefault()
    },
  }
}
