import { useState } from 'react'
import type { Failure } from '../../shared/contract/failure.ts'
import { asFailure } from '../tasks/tasks.ts'

/** Something short that is asked of the engine: whether it is under way, and how it failed. */
export const useWork = () => {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async (work: () => Promise<void>): Promise<void> => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
    } catch (error) {
      setFailure(asFailure(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, run, clear: () => setFailure(null) }
}
