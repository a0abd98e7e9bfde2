import { create } from 'zustand'
import type { DocumentListRow } from '../../../shared/contract/app/register-calls.ts'
import { NO_FILTER } from './lists/filter.ts'
import type { Filter } from './lists/filter.ts'

export const TABS = ['overview', 'documents', 'issuances', 'copies', 'people'] as const
export type Tab = (typeof TABS)[number]
export const isTab = (name: string | null): name is Tab => TABS.some((tab) => tab === name)

export type Place =
  | { readonly kind: 'copy'; readonly name: string }
  | { readonly kind: 'issuance'; readonly issuance: string }
  | { readonly kind: 'document'; readonly document: DocumentListRow }
  | { readonly kind: 'collect'; readonly issuance: string }
  | { readonly kind: 'muster' }
  | { readonly kind: 'hand-over' }

interface WhereInRegister {
  readonly tab: Tab
  readonly filter: Filter
  /** What was opened from the lists, each from the one before; none: the lists themselves. */
  readonly opened: readonly Place[]
}

/** Kept while other screens are shown. */
export const useWhere = create<WhereInRegister>(() => ({ tab: 'overview', filter: NO_FILTER, opened: [] }))

export const showTab = (tab: Tab, filter: Partial<Filter> = {}): void =>
  useWhere.setState((where) => ({ tab, filter: { ...where.filter, ...filter }, opened: [] }))

/** Of the copies, only those that the filter says; the rest of what was set is forgotten. */
export const showCopies = (filter: Partial<Filter>): void =>
  useWhere.setState({ tab: 'copies', filter: { ...NO_FILTER, ...filter }, opened: [] })

export const setFilter = (change: Partial<Filter>): void =>
  useWhere.setState(({ filter }) => ({ filter: { ...filter, ...change } }))

/** The same place twice in a row is one place. */
export const open = (place: Place): void =>
  useWhere.setState(({ opened }) => {
    const last = opened.at(-1)
    const same = JSON.stringify(last) === JSON.stringify(place)
    return same ? {} : { opened: [...opened, place] }
  })

export const goBack = (): void => useWhere.setState(({ opened }) => ({ opened: opened.slice(0, -1) }))
export const goToLists = (): void => useWhere.setState({ opened: [] })
