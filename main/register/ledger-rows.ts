import { SEALED } from '../../shared/contract/custody-steps.ts'
import type { Custody } from '../../shared/contract/custody-steps.ts'
import type { Recipient } from '../../shared/contract/events.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { canonicalJson } from './canonical-json.ts'
import type { LedgerCopy, LedgerStep, Settlement, Stand } from './copy-ledger.ts'

/** The ledger's rows as they lie in its tables: columns, and their values in that order. */

export type Row = readonly (string | number | null)[]

export const COPY_COLUMNS =
  'id, issuance, number, sub, sub_of, reprint_of, code, recipient, folder, reserved_at, ' +
  'state, sha256, bytes, file_name, reason, settled_at'

/** Its columns as it was reserved. */
export const reservedRow = (copy: LedgerCopy): Row => [
  copy.id,
  copy.issuance,
  copy.number,
  copy.sub,
  copy.subOf,
  copy.reprintOf,
  copy.code,
  copy.recipient,
  copy.folder,
  copy.reservedAt,
]

/** The columns behind those. */
export const settledRow = (settled: Settlement | null): Row => [
  settled?.state ?? 'reserved',
  settled?.sha256 ?? null,
  settled?.bytes ?? null,
  settled?.fileName ?? null,
  settled?.reason ?? null,
  settled?.at ?? null,
]

export const copyRow = (copy: LedgerCopy): Row => [...reservedRow(copy), ...settledRow(copy.settled)]

/** Where in it begins what settles a copy. */
export const SETTLED_FROM = 10

/** Of the columns of `copy` in their order, as aliases, so that a row is a LedgerCopy but for `settled`. */
export const COPY_FIELDS =
  'id, issuance, number, sub, sub_of AS subOf, reprint_of AS reprintOf, code, recipient, folder, ' +
  'reserved_at AS reservedAt, state, sha256, bytes, file_name AS fileName, reason, settled_at AS settledAt'

export type CopyFields = Omit<LedgerCopy, 'settled'> & {
  readonly state: 'reserved' | 'sealed' | 'abandoned'
  readonly sha256: string | null
  readonly bytes: number | null
  readonly fileName: string | null
  readonly reason: string | null
  readonly settledAt: string | null
}

export const copyOf = ({
  state,
  sha256,
  bytes,
  fileName,
  reason,
  settledAt,
  ...copy
}: CopyFields): LedgerCopy => ({
  ...copy,
  settled: state === 'reserved' ? null : { state, sha256, bytes, fileName, reason, at: settledAt ?? '' },
})

/** A custody always has all its members: put in order once. */
const FACTS = (Object.keys(SEALED) as (keyof Custody)[])
  .toSorted()
  .map((key, i) => ({ key, lead: `${i === 0 ? '{' : ','}"${key}":` }))

/** Its canonical JSON. Most members of most are null. */
const factsOf = (custody: Custody): string => {
  let text = ''
  for (const { key, lead } of FACTS) {
    const fact = custody[key]
    text += lead
    text += fact === null ? 'null' : canonicalJson(fact)
  }
  return `${text}}`
}

export const CUSTODY_COLUMNS = 'copy, state, holder, due, facts'

export const custodyRow = (copyId: string, { custody, holder }: Stand): Row => [
  copyId,
  custody.state,
  holder,
  custody.due,
  factsOf(custody),
]

export const STEP_COLUMNS = 'event, copy, type, place, day, body, corrected_by'

export const STEP_FIELDS = 'event, copy, type, place, day, body, corrected_by AS correctedBy'

/** Its columns as it was recorded. */
export const recordedRow = (step: LedgerStep): Row => [
  step.event,
  step.copy,
  step.type,
  step.place,
  step.day,
  step.body,
]

export const stepRow = (step: LedgerStep): Row => [...recordedRow(step), step.correctedBy]

/** One text for a person, so that the same one is known again. */
export const personKey = ({ name, unit, id, email }: Recipient): string =>
  `${name.length} ${unit.length} ${id.length} ${name}${unit}${id}${email}`

export const taken = (id: string): Failure =>
  new Failure('usage', `There is a copy ${id}, or one with its code, in this register already.`)
