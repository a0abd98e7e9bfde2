import { useCallback, useEffect, useRef, useState } from 'react'
import type { Failure } from '../../shared/contract/failure.ts'
import { onNotice } from '../client.ts'
import { asFailure } from '../tasks/tasks.ts'

export interface Loaded<T> {
  /** Kept while it is fetched anew. */
  readonly value: T | null
  readonly failure: Failure | null
  readonly refresh: () => void
}

/** What the engine says, fetched anew whenever the register grows. `load` has to stay the same function while the question is the same. */
export const useLoaded = <T>(load: () => Promise<T>): Loaded<T> => {
  const [answer, setAnswer] = useState<{
    of: () => Promise<T>
    value: T | null
    failure: Failure | null
  }>({ of: load, value: null, failure: null })
  const asked = useRef(0)
  const refresh = useCallback(() => {
    const mine = ++asked.current
    void load().then(
      (value) => mine === asked.current && setAnswer({ of: load, value, failure: null }),
      (error: unknown) =>
        mine === asked.current &&
        setAnswer((before) => ({
          of: load,
          value: before.of === load ? before.value : null,
          failure: asFailure(error),
        })),
    )
  }, [load])
  useEffect(refresh, [refresh])
  useEffect(() => onNotice((notice) => notice === 'register-grew' && refresh()), [refresh])
  const mine = answer.of === load
  return { value: mine ? answer.value : null, failure: mine ? answer.failure : null, refresh }
}
