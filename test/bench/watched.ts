import { setTimeout as turn } from 'node:timers/promises'

/** So long the timer ticks before and after, so that what comes first and last is seen too. */
const TICKING_MS = 20

/** The longest that a timer of this thread had to wait while `work` went on, and how long that was, in ms. */
export const watched = async (
  work: () => Promise<unknown>,
): Promise<{ readonly ms: number; readonly blocked: number }> => {
  let last = performance.now()
  let blocked = 0
  const timer = setInterval(() => {
    const now = performance.now()
    blocked = Math.max(blocked, now - last)
    last = now
  }, 1)
  await turn(TICKING_MS)
  const began = performance.now()
  await work()
  const ms = performance.now() - began
  await turn(TICKING_MS)
  clearInterval(timer)
  return { ms, blocked }
}
