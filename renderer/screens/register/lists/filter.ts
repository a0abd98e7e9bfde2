import type { Question } from '../../../../shared/contract/app/register-calls.ts'

/** What the list of copies is narrowed down by. Empty means: not at all. */
export interface Filter {
  readonly search: string
  readonly states: readonly string[]
  readonly overdue: boolean
  readonly from: string
  readonly to: string
  readonly unit: string
  readonly recipient: string
  readonly document: string
  readonly issuance: string
}

export const NO_FILTER: Filter = {
  search: '',
  states: [],
  overdue: false,
  from: '',
  to: '',
  unit: '',
  recipient: '',
  document: '',
  issuance: '',
}

/** As the register is asked; without a limit, so that it serves lists and exports alike. */
export const questionOf = (filter: Filter): Question => {
  const { search, states, overdue, ...rest } = filter
  const filled = Object.entries({ ...rest, search: search.trim() }).filter(([, value]) => value !== '')
  return {
    ...Object.fromEntries(filled),
    ...(states.length === 0 ? {} : { state: [...states] }),
    ...(overdue ? { overdue } : {}),
  }
}

/** How many of the filter's own fields narrow the list; the search box is seen anyway. */
export const narrowedBy = (filter: Filter): number => {
  const { states, overdue, from, to, unit, recipient, document, issuance } = filter
  const texts = [from, to, unit, recipient, document, issuance].filter((text) => text !== '')
  return texts.length + (states.length > 0 ? 1 : 0) + (overdue ? 1 : 0)
}
