import { Failure } from '../../shared/contract/failure.ts'
import type { RedactResult } from '../../shared/contract/keeping-results.ts'
import type { Vault } from '../vault.ts'
import { dayBegins } from './custody/office-day.ts'
import { requireRole } from './permissions.ts'
import { isSelective, selectCopies } from './select-copies.ts'
import type { CopySelection } from './select-copies.ts'

export interface RedactRequest extends CopySelection {
  /** Only what was recorded before this day by the office's calendar, or before this moment (ISO 8601, with its zone). */
  readonly before?: string
  readonly reason: string
  readonly approver?: string
  /** Only says what would be erased. */
  readonly dryRun?: boolean
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/** What is erased is gone: nothing is made of a day that is written otherwise, such as 12/05/2026. */
const momentOf = (before: string): string => {
  const time = new Date(MOMENT.test(before) ? before : Number.NaN)
  return Number.isNaN(time.getTime()) ? dayBegins(before) : time.toISOString()
}

/** Erases personal values at the end of their retention; what is hashed stays, so everything still verifies. */
export const redactPersonal = (vault: Vault, request: RedactRequest): RedactResult => {
  requireRole(vault, ['custodian'], 'erase personal data')
  if (!isSelective(request) && request.before === undefined)
    throw new Failure(
      'usage',
      'Say what to erase: a copy, a recipient, an issuance, or everything before a day.',
    )
  const { register, user } = vault
  const targets = register.findPersonal({
    ...(request.before === undefined ? {} : { before: momentOf(request.before) }),
    ...(isSelective(request)
      ? { copyIds: new Set(selectCopies(register, request).map(({ id }) => id)) }
      : {}),
  })
  const found = { values: targets.length, events: new Set(targets.map(({ event }) => event)).size }
  if (request.dryRun || targets.length === 0) return { ...found, checkpoint: null }
  const { reason, approver } = request
  const why = { by: user.name, reason, ...(approver === undefined ? {} : { approver }) }
  return { ...found, checkpoint: register.redact({ ...why, targets }).checkpoint }
}
