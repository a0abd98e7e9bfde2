import { useCallback, useEffect, useRef, useState } from 'react'
import type { HistoryEntry } from '../../../shared/contract/custody-results.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { call, onNotice } from '../../client.ts'
import { asFailure } from '../../tasks/tasks.ts'

const PIECE = 200

interface Log {
  readonly entries: readonly HistoryEntry[]
  readonly size: number
  /** Nothing older is left. */
  readonly whole: boolean
}

/** The log, newest first, read in pieces as one scrolls down, and again when the register grows. */
export const useLog = (search: string) => {
  const [log, setLog] = useState<Log | null>(null)
  const [failure, setFailure] = useState<Failure | null>(null)
  const [round, setRound] = useState(0)
  const reading = useRef(false)

  const read = useCallback(
    async (before: number | undefined, signal: AbortSignal) => {
      const { entries, size } = await call(
        'audit.events',
        { limit: PIECE, ...(before !== undefined && { before }), ...(search !== '' && { search }) },
        { signal },
      )
      return { entries, size, whole: entries.length < PIECE }
    },
    [search],
  )

  useEffect(() => {
    const control = new AbortController()
    read(undefined, control.signal).then(
      (first) => {
        if (control.signal.aborted) return
        setFailure(null)
        setLog(first)
      },
      (error: unknown) => !control.signal.aborted && setFailure(asFailure(error)),
    )
    return () => control.abort()
  }, [read, round])

  useEffect(() => onNotice((notice) => notice === 'register-grew' && setRound((n) => n + 1)), [])

  const readOlder = async () => {
    const last = log?.entries.at(-1)
    if (!log || !last || log.whole || reading.current) return
    reading.current = true
    try {
      const older = await read(last.event, new AbortController().signal)
      setLog({ ...older, entries: [...log.entries, ...older.entries] })
    } catch (error) {
      setFailure(asFailure(error))
    } finally {
      reading.current = false
    }
  }
  return { log, failure, readOlder, retry: () => setRound((n) => n + 1) }
}
