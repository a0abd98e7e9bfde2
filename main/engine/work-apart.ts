import { throwIfCancelled } from '../../shared/contract/failure.ts'
import type { Calling } from './calling.ts'
import { hire } from './crew.ts'
import type { Hand, HandOptions } from './crew.ts'

/** Work with a thread that is hired for it, and dismissed at the end or when the work is stopped. */
export const withHand = async <J, R, T>(
  options: HandOptions,
  signal: Calling['signal'],
  work: (hand: Hand<J, R>) => Promise<T>,
): Promise<T> => {
  throwIfCancelled(signal)
  const hand = hire<J, R>(options)
  const stop = (): void => void hand.dismiss()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await work(hand)
  } finally {
    signal?.removeEventListener('abort', stop)
    await hand.dismiss()
  }
}

/** One job in a thread of its own, followed and stopped like any other work. */
export const workApart = <J, R>(
  options: Omit<HandOptions, 'workerData'>,
  job: J,
  { signal, onProgress }: Calling,
): Promise<R> =>
  withHand<J, R, R>(
    { ...options, workerData: null, ...(onProgress === undefined ? {} : { onProgress }) },
    signal,
    (hand) => hand.do(job),
  )
