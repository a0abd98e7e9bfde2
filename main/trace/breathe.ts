import { setImmediate as nextTurn } from 'node:timers/promises'
import { throwIfCancelled, type Cancellation } from '../../shared/contract/failure.ts'

/** Lets signals and messages in between two steps of heavy work, and stops if one of them asked to. */
export const breathe = async (signal: Cancellation | undefined): Promise<void> => {
  await nextTurn()
  throwIfCancelled(signal)
}
