import { formatCode } from '../../../shared/contract/copy-code.ts'
import { copyLabel } from '../../../shared/contract/copy-label.ts'
import type { CopyStand } from '../../../shared/contract/custody-results.ts'
import { OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import type { Custody } from '../../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../../shared/contract/events.ts'
import type { CopyRow } from '../../register/rows.ts'
import { officeDay } from './office-day.ts'

const person = ({ name, unit, id }: Recipient): CopyStand['recipient'] => ({ name, unit, id })

const holderOf = ({ custody, recipient }: CopyRow): CopyStand['holder'] =>
  custody !== null && OUTSTANDING.includes(custody.state) ? person(custody.holder ?? recipient) : null

const isOverdue = (custody: Custody | null, today: string): boolean =>
  custody !== null && custody.due !== null && OUTSTANDING.includes(custody.state) && custody.due < today

/** A row as results show it. */
export const copyStand = (copy: CopyRow, today = officeDay()): CopyStand => {
  const { custody } = copy
  return {
    id: copy.id,
    issuance: copy.issuanceId,
    document: copy.documentId,
    copy: copyLabel(copy),
    code: formatCode(copy.code),
    recipient: person(copy.recipient),
    holder: holderOf(copy),
    state: copy.state === 'sealed' ? (custody?.state ?? 'at-desk') : copy.state,
    channel: custody?.channel ?? null,
    handedOut: custody?.outOn ?? null,
    due: custody?.due ?? null,
    overdue: isOverdue(custody, today),
    receipt: custody?.receipt ?? null,
    pages: custody?.pages ?? null,
    returned: custody?.returned ?? null,
    destroyed: custody?.destroyed
      ? { ...custody.destroyed, witnesses: [...custody.destroyed.witnesses] }
      : null,
    lost: custody?.lostOn ?? null,
    incidents: [...(custody?.incidents ?? [])],
    mustered: copy.mustered,
  }
}
