import { useCallback, useEffect, useRef, useState } from 'react'
import { onNotice } from '../../client.ts'
import { asFailure } from '../../tasks/tasks.ts'
import type { Failure } from '../../../shared/contract/failure.ts'
import { emptyPages, pagesOf, putPage, rowAt } from './row-pages.ts'
import type { RowPages } from './row-pages.ts'

export const PAGE_ROWS = 200
/** So often at most, while somebody scrolls, is asked for what has come into sight. */
const EVERY_MS = 40
/** Rows that are fetched before they come into sight, either way. */
const AHEAD_ROWS = 100
/** The most that one call gives. */
const MOST_ROWS = 10_000

export interface Answered<Row> {
  readonly rows: readonly Row[]
  readonly total: number
}
export type LoadRows<Row> = (offset: number, limit: number) => Promise<Answered<Row>>

export interface Rows<Row> {
  readonly total: number
  /** False until the first answer has come. */
  readonly known: boolean
  readonly failure: Failure | null
  readonly at: (index: number) => Row | undefined
  /** What is looked at; its pages are fetched. */
  readonly see: (first: number, last: number) => void
  /** Rows of a range, whether they were seen or not. */
  readonly range: (first: number, last: number) => Promise<readonly Row[]>
  readonly refresh: () => void
}

/**
 * Rows of a list of any length, fetched as they are looked at. `load` has to stay the same function as long as the question is the same; a
 * new one starts over, keeping what is on the screen until the answer comes. When the register grows, what is seen is fetched anew.
 */
export const useRows = <Row>(load: LoadRows<Row>): Rows<Row> => {
  const [pages, setPages] = useState<RowPages<Row>>(() => emptyPages(PAGE_ROWS))
  const [known, setKnown] = useState(false)
  const [failure, setFailure] = useState<Failure | null>(null)
  const seen = useRef<readonly [number, number]>([0, 0])
  const fresh = useRef(new Set<number>())
  const asked = useRef<LoadRows<Row>>(load)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const fetchSeen = useCallback(() => {
    const wanted = pagesOf({ pageRows: PAGE_ROWS }, ...seen.current).filter(
      (page) => !fresh.current.has(page),
    )
    for (const page of wanted) {
      fresh.current.add(page)
      void (async () => {
        try {
          const { rows, total } = await load(page * PAGE_ROWS, PAGE_ROWS)
          if (asked.current !== load) return
          setPages((pages) => putPage(pages, page, rows, total))
          setFailure(null)
          setKnown(true)
        } catch (error) {
          fresh.current.delete(page)
          if (asked.current === load) setFailure(asFailure(error))
        }
      })()
    }
  }, [load])

  const refresh = useCallback(() => {
    fresh.current.clear()
    fetchSeen()
  }, [fetchSeen])

  useEffect(() => {
    asked.current = load
    seen.current = [0, 0]
    refresh()
    return () => {
      clearTimeout(timer.current)
      timer.current = undefined
    }
  }, [load, refresh])

  useEffect(() => onNotice((notice) => notice === 'register-grew' && refresh()), [refresh])

  const see = useCallback(
    (first: number, last: number) => {
      seen.current = [first - AHEAD_ROWS, last + AHEAD_ROWS]
      timer.current ??= setTimeout(() => {
        timer.current = undefined
        fetchSeen()
      }, EVERY_MS)
    },
    [fetchSeen],
  )
  const range = useCallback(
    async (first: number, last: number) => {
      const found: Row[] = []
      for (let at = first; at <= last; at += MOST_ROWS)
        found.push(...(await load(at, Math.min(MOST_ROWS, last - at + 1))).rows)
      return found
    },
    [load],
  )
  const at = useCallback((index: number) => rowAt(pages, index), [pages])
  return { total: pages.total, known, failure, at, see, range, refresh }
}
