import { useEffect, useState } from 'react'
import { useReducedMotion } from '@mantine/hooks'

/** Slow enough to be no flashing (WCAG 2.3.1 allows three a second), fast enough for the eye to see what jumps. */
const BLINK_MS = 700

/** Which of two is shown. Runs by itself unless the system asks for less motion; then it is turned by hand. */
export const useBlink = (active: boolean) => {
  const calm = useReducedMotion()
  const [running, setRunning] = useState(true)
  const [second, setSecond] = useState(false)
  const turning = active && running && !calm
  useEffect(() => {
    if (!turning) return
    const timer = setInterval(() => setSecond((shown) => !shown), BLINK_MS)
    return () => clearInterval(timer)
  }, [turning])
  return {
    second,
    running: turning,
    turn: () => setSecond((shown) => !shown),
    toggle: () => setRunning((running) => !running),
  }
}
