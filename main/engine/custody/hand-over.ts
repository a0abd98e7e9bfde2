import type { HandoverResult } from '../../../shared/contract/custody-results.ts'
import { AT_DESK, areTwoPeople, OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { newId } from '../../register/new-id.ts'
import type { CopyRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { copyStand } from './copy-stand.ts'
import { findCounted } from './find-copies.ts'
import type { CopySelection } from './find-copies.ts'

export interface HandoverRequest {
  readonly from: string
  readonly to: string
  /** What was counted over, which may be nothing; left out, every copy at the desk. */
  readonly counted?: CopySelection
  /** Missing copies are accepted as missing; without it they stop the handover. */
  readonly acceptMissing?: boolean
  readonly note?: string
  readonly by: string
}

const requireTakers = ({ from, to }: HandoverRequest): void => {
  if (areTwoPeople([from, to])) return
  throw new Failure('usage', 'A handover is from one person to another.')
}

const requireAllCounted = (missing: readonly CopyRow[], request: HandoverRequest): void => {
  if (missing.length === 0 || request.acceptMissing === true) return
  const names = missing.map((copy) => {
    const { copy: label, code, recipient } = copyStand(copy)
    return `copy ${label} (${code}), ${recipient.name}`
  })
  throw new Failure(
    'step-refused',
    `${missing.length} copies that should be at the desk were not counted over, so nothing was recorded. ` +
      'Find them, record them as lost, or take over with --accept-missing.',
    { details: names },
  )
}

/** A new custodian takes over what is at the desk, counted, and the debts of those who hold copies. */
export const handOver = ({ register }: Vault, request: HandoverRequest): HandoverResult => {
  requireTakers(request)
  const { from, to, note, by, counted } = request
  const desk = register.copies({ custody: AT_DESK })
  const seen = new Set((counted === undefined ? desk : findCounted(register, counted)).map(({ id }) => id))
  const missing = desk.filter(({ id }) => !seen.has(id))
  requireAllCounted(missing, request)
  const taken = desk.filter(({ id }) => seen.has(id))
  const outstanding = register.copies({ custody: OUTSTANDING })
  const ids = (copies: readonly CopyRow[]): string[] => copies.map(({ id }) => id)
  const handoverId = newId('h')
  const lists = { taken: ids(taken), missing: ids(missing), outstanding: ids(outstanding) }
  const body = { handoverId, from, to, ...lists, ...(note === undefined ? {} : { note }) }
  const { size, checkpoint } = register.append([{ type: 'custodian-changed', by, body }])
  const stands = (copies: readonly CopyRow[]) => copies.map((copy) => copyStand(copy))
  return {
    handover: handoverId,
    event: size - 1,
    from,
    to,
    taken: stands(taken),
    missing: stands(missing),
    outstanding: stands(outstanding),
    size,
    checkpoint,
  }
}
