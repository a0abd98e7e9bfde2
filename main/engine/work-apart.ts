import { throwIfCancelled } from '../../shared/contract/failure.ts'
import type { Calling } from './calling.ts'
import { hire } from './crew.ts'
import type { HandOptions } from './crew.ts'

/** One job in a thread that is hired for it, followed and stopped like any other work. */
export const workApart = async <J, R>(
  options: Omit<HandOptions, 'workerData'>,
  job: J,
  { signal, onProgress }: Calling,
): Promise<R> => {
  throwIfCancelled(signal)
  const hand = hire<J, R>({
    ...options,
    workerData: null,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
  const stop = (): void => void hand.dismiss()
  signal?.addEventListener('abort', stop, { once: true })
  try {
    return await hand.do(job)
  } finally {
    signal?.removeEventListener('abort', stop)
    await hand.dismiss()
  }
}
