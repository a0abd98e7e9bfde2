import { CUSTODY_STATES } from '../../../shared/contract/custody-steps.ts'
import type { CustodyState } from '../../../shared/contract/custody-steps.ts'
import type { SearchResult } from '../../../shared/contract/custody-results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { CopyFilter } from '../../register/rows.ts'
import { copyStand } from './copy-stand.ts'
import { dayBegins, officeDay } from './office-day.ts'

/** How people narrow copies down; days by the office's calendar. */
export interface CopyQuestion {
  readonly document?: string
  readonly issuance?: string
  readonly occasion?: string
  readonly recipient?: string
  readonly unit?: string
  readonly from?: string
  readonly to?: string
  /** Custody states, or reserved, sealed, abandoned. */
  readonly state?: readonly string[]
  readonly overdue?: boolean
  readonly search?: string
  readonly limit?: number
  readonly offset?: number
}

const SETTLED = ['reserved', 'sealed', 'abandoned'] as const
const isSettled = (state: string): state is (typeof SETTLED)[number] =>
  SETTLED.some((known) => known === state)
const isCustody = (state: string): state is CustodyState => CUSTODY_STATES.some((known) => known === state)

const statesAsked = (states: readonly string[]): CopyFilter => {
  const unknown = states.find((state) => !isCustody(state) && !isSettled(state))
  if (unknown !== undefined)
    throw new Failure(
      'usage',
      `No copy is ever "${unknown}"; states are ${[...SETTLED, ...CUSTODY_STATES].join(', ')}.`,
    )
  if (states.length === 1 && isSettled(states[0])) return { state: states[0] }
  const custody = states.filter(isCustody)
  if (custody.length < states.length)
    throw new Failure('usage', 'Reserved, sealed and abandoned are asked for one at a time.')
  return { custody }
}

/** The register's own filter. Throws Failure 'usage', and 'not-found' for documents and issuances that are not there. */
export const filterFor = (register: RegisterReader, question: CopyQuestion): CopyFilter => {
  const { document, issuance, state = [], overdue, from, to, ...rest } = question
  if (document !== undefined) register.document(document)
  if (issuance !== undefined) register.issuance(issuance)
  return {
    ...rest,
    ...(document === undefined ? {} : { documentId: document }),
    ...(issuance === undefined ? {} : { issuanceId: issuance }),
    ...(from === undefined ? {} : { from: dayBegins(from) }),
    ...(to === undefined ? {} : { until: dayBegins(to, 1) }),
    ...(state.length === 0 ? {} : statesAsked(state)),
    ...(overdue === true ? { overdueOn: officeDay() } : {}),
  }
}

const PAGE = 200

/** A page of the copies that answer. */
export const searchCopies = (register: RegisterReader, question: CopyQuestion): SearchResult => {
  const limit = question.limit ?? PAGE
  const rows = register.copies({ ...filterFor(register, question), limit: limit + 1 })
  return { copies: rows.slice(0, limit).map((copy) => copyStand(copy)), more: rows.length > limit }
}
