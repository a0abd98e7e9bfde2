import type { Channel, Condition, CustodyStep, CustodyType } from './custody-events.ts'
import type { Recipient } from './event-fields.ts'

/** Where a copy is, as far as the register knows. */
export const CUSTODY_STATES = [
  'at-desk', // sealed, never handed out
  'out',
  'lent',
  'recalled',
  'returned',
  'lost',
  'destroyed',
] as const
export type CustodyState = (typeof CUSTODY_STATES)[number]

/** With people, and to be accounted for by them. */
export const OUTSTANDING: readonly CustodyState[] = ['out', 'lent', 'recalled']
/** In the custodian's own hands. */
export const AT_DESK: readonly CustodyState[] = ['at-desk', 'returned']

/** Everything that a copy's steps have led to. Null where it did not happen, or not since the last handing out. */
export interface Custody {
  readonly state: CustodyState
  /** Who has it when that is not the recipient it was made for. */
  readonly holder: Recipient | null
  /** Whom a lent copy goes back to; null is the recipient. */
  readonly lender: Recipient | null
  readonly channel: Channel | null
  readonly outOn: string | null
  readonly takenBy: string | null
  readonly due: string | null
  readonly receipt: { readonly name: string; readonly on: string; readonly scan: string | null } | null
  readonly pages: { readonly on: string; readonly complete: boolean } | null
  readonly returned: {
    readonly on: string
    readonly condition: Condition
    readonly receiver: string
  } | null
  readonly destroyed: {
    readonly on: string
    readonly method: string
    readonly approver: string
    readonly witnesses: readonly [string, string]
    readonly certificate: string
  } | null
  readonly lostOn: string | null
  readonly incidents: readonly string[]
}

export const SEALED: Custody = {
  state: 'at-desk',
  holder: null,
  lender: null,
  channel: null,
  outOn: null,
  takenBy: null,
  due: null,
  receipt: null,
  pages: null,
  returned: null,
  destroyed: null,
  lostOn: null,
  incidents: [],
}

const EVERYWHERE = CUSTODY_STATES
const NOT_DESTROYED = CUSTODY_STATES.filter((state) => state !== 'destroyed')

/** The law: from where each step may be taken. */
export const ALLOWED_FROM: Readonly<Record<CustodyType, readonly CustodyState[]>> = {
  'copy-handed-out': ['at-desk', 'returned'],
  'receipt-signed': ['out', 'lent', 'recalled'],
  'pages-checked': ['at-desk', 'out', 'lent', 'recalled', 'returned'],
  'copy-transferred': ['out'],
  'copy-taken-back': ['lent'],
  'copy-recalled': ['out', 'lent'],
  'copy-returned': ['out', 'lent', 'recalled', 'lost'],
  'copy-destroyed': ['at-desk', 'returned'],
  'copy-lost': NOT_DESTROYED.filter((state) => state !== 'lost'),
  'incident-linked': EVERYWHERE,
}

const DONE: Readonly<Record<CustodyType, string>> = {
  'copy-handed-out': 'handed out',
  'receipt-signed': 'signed for',
  'pages-checked': 'checked page by page',
  'copy-transferred': 'handed on or lent',
  'copy-taken-back': 'taken back',
  'copy-recalled': 'recalled',
  'copy-returned': 'returned',
  'copy-destroyed': 'destroyed',
  'copy-lost': 'recorded as lost',
  'incident-linked': 'linked to an incident',
}

const SITUATION: Readonly<Record<CustodyState, string>> = {
  'at-desk': 'was never handed out',
  out: 'is handed out and not returned',
  lent: 'is lent',
  recalled: 'is recalled and not yet returned',
  returned: 'was returned',
  lost: 'is recorded as lost',
  destroyed: 'was destroyed',
}

/** Why a copy in this state cannot take that step, to be read after "copy 3/12". */
const situation = (state: CustodyState, type: CustodyType): string => {
  if (type === 'copy-destroyed' && OUTSTANDING.includes(state)) return 'was not returned'
  if (type === 'copy-taken-back' && OUTSTANDING.includes(state)) return 'is not lent'
  return SITUATION[state]
}

export type Taken = { readonly custody: Custody } | { readonly refused: string }

/** One step of a copy; `day` is when it happened. A refusal says why, to be read after "copy 3/12". */
export const takeStep = (custody: Custody, step: CustodyStep, day: string): Taken => {
  const { state } = custody
  if (!ALLOWED_FROM[step.type].includes(state))
    return { refused: `${situation(state, step.type)}, so it cannot be ${DONE[step.type]}` }
  if (step.type === 'receipt-signed' && custody.receipt !== null)
    return { refused: `was signed for on ${custody.receipt.on} already` }
  return { custody: after(custody, step, day) }
}

const after = (custody: Custody, step: CustodyStep, day: string): Custody => {
  switch (step.type) {
    case 'copy-handed-out':
      return handedOut(custody, step.body, day)
    case 'receipt-signed': {
      const { name, scan } = step.body
      return { ...custody, receipt: { name, on: day, scan: scan?.sha256 ?? null } }
    }
    case 'pages-checked':
      return { ...custody, pages: { on: day, complete: step.body.complete } }
    case 'copy-transferred':
      return transferred(custody, step.body)
    case 'copy-taken-back':
      return { ...custody, state: 'out', holder: custody.lender, lender: null }
    case 'copy-recalled':
      return { ...custody, state: 'recalled', due: step.body.due ?? custody.due }
    case 'copy-returned': {
      const { condition, receiver } = step.body
      const returned = { on: day, condition, receiver }
      return { ...custody, state: 'returned', holder: null, lender: null, due: null, returned, lostOn: null }
    }
    case 'copy-destroyed': {
      const { method, approver, witnesses, certificate } = step.body
      return {
        ...custody,
        state: 'destroyed',
        destroyed: { on: day, method, approver, witnesses, certificate },
      }
    }
    case 'copy-lost':
      return { ...custody, state: 'lost', due: null, lostOn: day }
    case 'incident-linked':
      return { ...custody, incidents: [...new Set([...custody.incidents, step.body.incident])] }
  }
}

type BodyOf<T extends CustodyType> = Extract<CustodyStep, { type: T }>['body']

/** A new life with somebody: what the last one left is history. */
const handedOut = (
  { incidents, pages }: Custody,
  { channel, to, due }: BodyOf<'copy-handed-out'>,
  day: string,
): Custody => ({
  ...SEALED,
  incidents,
  pages,
  state: 'out',
  channel,
  outOn: day,
  takenBy: to ?? null,
  due: due ?? null,
})

const transferred = (custody: Custody, { to, lent, due }: BodyOf<'copy-transferred'>): Custody => ({
  ...custody,
  state: lent ? 'lent' : 'out',
  holder: to,
  lender: lent ? custody.holder : null,
  due: due ?? custody.due,
  receipt: null,
  takenBy: null,
})

const sameName = (name: string): string => name.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()

/** Whether two names are of two people, however they are spaced and spelt. */
export const areTwoPeople = ([one, other]: readonly [string, string]): boolean =>
  sameName(one) !== '' && sameName(other) !== '' && sameName(one) !== sameName(other)
