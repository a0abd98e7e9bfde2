import { useMemo } from 'react'
import type { Failure } from '../../../shared/contract/failure.ts'
import type { Rows } from './use-rows.ts'

const nothing = (): void => undefined

/** Rows that are wholly here already, for a table that fetches nothing. */
export const useLocalRows = <Row>(
  list: readonly Row[] | null,
  failure: Failure | null = null,
  refresh: () => void = nothing,
): Rows<Row> =>
  useMemo(
    () => ({
      total: list?.length ?? 0,
      known: list !== null,
      failure,
      at: (index) => list?.[index],
      see: nothing,
      range: (first, last) => Promise.resolve(list?.slice(first, last + 1) ?? []),
      refresh,
    }),
    [list, failure, refresh],
  )
