import { AsyncLocalStorage } from 'node:async_hooks'
import type { Task } from './task.ts'

/** The calls under way over all ports, so that a vault is not closed under the hands of one. */
export interface UnderWay {
  readonly run: <T>(task: Task, work: (task: Task) => Promise<T>) => Promise<T>
  /** Stops all but the call that asks, and waits until they have ended. */
  readonly stopOthers: () => Promise<void>
  readonly stopAll: () => Promise<void>
}

interface Running {
  readonly stop: AbortController
  readonly ended: Promise<void>
  /** It waits for the others, so they must not wait for it. */
  waits: boolean
}

export const createUnderWay = (): UnderWay => {
  const running = new Set<Running>()
  const mine = new AsyncLocalStorage<Running>()
  /** Whoever stops the others goes one after another. */
  let door: Promise<void> = Promise.resolve()
  const stopAllBut = async (one: Running | undefined): Promise<void> => {
    for (;;) {
      const others = [...running].filter((other) => other !== one && !other.waits)
      if (others.length === 0) return
      for (const other of others) other.stop.abort()
      await Promise.all(others.map(({ ended }) => ended))
    }
  }
  const stopOthers = async (): Promise<void> => {
    const one = mine.getStore()
    if (one === undefined) return stopAllBut(one)
    one.waits = true
    const before = door
    door = before.then(() => one.ended)
    await before
    await stopAllBut(one)
  }
  return {
    run: async (task, work) => {
      let end: () => void = () => {}
      const ended = new Promise<void>((resolve) => (end = resolve))
      const entry: Running = { stop: new AbortController(), ended, waits: false }
      running.add(entry)
      try {
        const signal = AbortSignal.any([task.signal, entry.stop.signal])
        return await mine.run(entry, () => work({ ...task, signal }))
      } finally {
        running.delete(entry)
        end()
      }
    },
    stopOthers,
    stopAll: () => stopAllBut(undefined),
  }
}
