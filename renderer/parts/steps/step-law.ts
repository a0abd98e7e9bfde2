import type { CopyStand } from '../../../shared/contract/custody-results.ts'
import { ALLOWED_FROM, OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import type { CustodyState } from '../../../shared/contract/custody-steps.ts'
import type { AppStep } from '../../../shared/contract/app/register-calls.ts'

export type StepType = AppStep['type']

/** In the order in which they come in a copy's life. */
export const STEP_TYPES: readonly StepType[] = [
  'copy-handed-out',
  'receipt-signed',
  'pages-checked',
  'copy-transferred',
  'copy-taken-back',
  'copy-recalled',
  'copy-returned',
  'copy-destroyed',
  'copy-lost',
  'incident-linked',
]

/** Why a copy cannot take a step; there are words for each. */
export type WhyNot =
  CustodyState | 'reserved' | 'abandoned' | 'not-returned' | 'not-lent' | 'signed' | 'retained'

/** What the law needs to know of a copy. */
export type Standing = Pick<CopyStand, 'state' | 'receipt'> & { readonly retainUntil?: string | null }

const situation = (state: CustodyState, type: StepType): WhyNot => {
  const outstanding = OUTSTANDING.includes(state)
  if (type === 'copy-destroyed' && outstanding) return 'not-returned'
  if (type === 'copy-taken-back' && outstanding) return 'not-lent'
  return state
}

/** Null where the step may be taken on that day. The engine has the last word; this only says it before anybody asks. */
export const whyNot = (standing: Standing, type: StepType, today: string): WhyNot | null => {
  const { state, receipt, retainUntil } = standing
  if (state === 'reserved' || state === 'abandoned') return state
  if (!ALLOWED_FROM[type].includes(state)) return situation(state, type)
  if (type === 'receipt-signed' && receipt !== null) return 'signed'
  if (type === 'copy-destroyed' && retainUntil && today < retainUntil) return 'retained'
  return null
}

/** The day by this computer's own clock, as the register writes days. */
export const today = (now = new Date()): string => {
  const two = (n: number): string => String(n).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
