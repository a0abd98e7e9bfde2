/** Hands on at most one value in `everyMs`: the first at once, then always the newest. */
export interface Throttle<T> {
  readonly push: (value: T) => void
  /** Hands on what is still held back; nothing comes after it. */
  readonly end: () => void
}

export const throttle = <T>(everyMs: number, take: (value: T) => void): Throttle<T> => {
  let held: { readonly value: T } | null = null
  let timer: NodeJS.Timeout | null = null
  let ended = false
  const release = (): void => {
    timer = null
    if (held === null) return
    const { value } = held
    held = null
    timer = setTimeout(release, everyMs)
    take(value)
  }
  return {
    push: (value) => {
      if (ended) return
      held = { value }
      if (timer === null) release()
    },
    end: () => {
      ended = true
      if (timer !== null) clearTimeout(timer)
      timer = null
      if (held !== null) take(held.value)
      held = null
    },
  }
}
