import { Failure } from '../../shared/contract/failure.ts'

const cancelled = (): Failure => new Failure('cancelled', 'Cancelled before it began; nothing was written.')

/** One piece of heavy work at a time, in the order asked for; whoever is cancelled while waiting never begins. */
export const createTurns = () => {
  let last: Promise<unknown> = Promise.resolve()
  return async <T>(signal: AbortSignal, onWait: () => void, work: () => Promise<T>): Promise<T> => {
    const before = last
    let done: () => void = () => {}
    const mine = new Promise<void>((resolve) => (done = resolve))
    last = before.then(() => mine)
    try {
      onWait()
      await Promise.race([before, aborted(signal)])
      if (signal.aborted) throw cancelled()
      return await work()
    } finally {
      done()
    }
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
