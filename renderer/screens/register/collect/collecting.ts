import type { CopyListRow } from '../../../../shared/contract/app/register-calls.ts'
import { OUTSTANDING } from '../../../../shared/contract/custody-steps.ts'
import type { CustodyState } from '../../../../shared/contract/custody-steps.ts'

/** A copy that was taken in: the event that says so is what an undo strikes. */
export interface TakenIn {
  readonly copy: CopyListRow
  readonly event: number
}

/** Collecting copies at a meeting's end against the list of an issuance. */
export interface Collecting {
  readonly copies: readonly CopyListRow[]
  /** Newest last. */
  readonly taken: readonly TakenIn[]
}

const isWithSomebody = ({ state }: CopyListRow): boolean =>
  OUTSTANDING.includes(state as CustodyState) || state === 'lost'

export const begin = (copies: readonly CopyListRow[]): Collecting => ({ copies, taken: [] })

const wasTaken = ({ taken }: Collecting, id: string): boolean => taken.some(({ copy }) => copy.id === id)

/** Still with people, in the order of the list. */
export const missingOf = (collecting: Collecting): readonly CopyListRow[] =>
  collecting.copies.filter((copy) => isWithSomebody(copy) && !wasTaken(collecting, copy.id))

/** Neither handed out nor missing: never handed out, returned before, destroyed. */
export const elsewhereOf = ({ copies }: Collecting): readonly CopyListRow[] =>
  copies.filter((copy) => !isWithSomebody(copy))

export type Met =
  | { readonly kind: 'take'; readonly copy: CopyListRow }
  | { readonly kind: 'taken-already'; readonly copy: CopyListRow }
  | { readonly kind: 'not-out'; readonly copy: CopyListRow }
  /** Of another issuance, or of none. */
  | { readonly kind: 'stranger' }

/** What a scanned code means here. */
export const meet = (collecting: Collecting, code: string): Met => {
  const copy = collecting.copies.find((one) => one.code === code)
  if (copy === undefined) return { kind: 'stranger' }
  if (wasTaken(collecting, copy.id)) return { kind: 'taken-already', copy }
  return isWithSomebody(copy) ? { kind: 'take', copy } : { kind: 'not-out', copy }
}

export const take = (collecting: Collecting, taken: TakenIn): Collecting => ({
  ...collecting,
  taken: [...collecting.taken, taken],
})

/** The last one is with its holder again. */
export const untakeLast = (collecting: Collecting): Collecting => ({
  ...collecting,
  taken: collecting.taken.slice(0, -1),
})
