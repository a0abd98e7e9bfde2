import { Failure } from '../../shared/contract/failure.ts'
import type { RegisterReader } from '../register/register.ts'
import type { CopyRow } from '../register/rows.ts'

/** Copies as people name them; all that is given must fit. */
export interface CopySelection {
  /** A copy's id, or its code as typed. */
  readonly copy?: string
  /** A recipient's name or id, whole. */
  readonly recipient?: string
  readonly issuance?: string
}

export const isSelective = ({ copy, recipient, issuance }: CopySelection): boolean =>
  [copy, recipient, issuance].some((given) => given !== undefined)

/** Throws Failure 'not-found' rather than give none. */
export const selectCopies = (register: RegisterReader, selection: CopySelection): readonly CopyRow[] => {
  const { copy, recipient, issuance } = selection
  const pool =
    copy === undefined
      ? register.copies(issuance === undefined ? {} : { issuanceId: issuance })
      : [register.copyByCode(copy) ?? register.copy(copy)]
  const found = pool.filter(
    (row) =>
      (issuance === undefined || row.issuanceId === issuance) &&
      (recipient === undefined || row.recipient.name === recipient || row.recipient.id === recipient),
  )
  if (found.length === 0) throw new Failure('not-found', 'No copy in this register is meant by that.')
  return found
}
