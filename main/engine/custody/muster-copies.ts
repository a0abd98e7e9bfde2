import type { MusterResult } from '../../../shared/contract/custody-results.ts'
import { AT_DESK, OUTSTANDING } from '../../../shared/contract/custody-steps.ts'
import type { CustodyState } from '../../../shared/contract/custody-steps.ts'
import { newId } from '../../register/new-id.ts'
import type { CopyFilter } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import { copyStand } from './copy-stand.ts'
import { findCounted } from './find-copies.ts'
import type { CopySelection } from './find-copies.ts'

/** Which copies should turn up: those at the desk, those with people, or all that exist. */
export const MUSTER_PLACES = ['desk', 'out', 'all'] as const
export type MusterPlace = (typeof MUSTER_PLACES)[number]

export interface MusterRequest {
  readonly found: CopySelection
  readonly place: MusterPlace
  readonly documentId?: string
  readonly issuanceId?: string
  readonly note?: string
  readonly by: string
}

const STATES: Readonly<Record<MusterPlace, readonly CustodyState[]>> = {
  desk: AT_DESK,
  out: OUTSTANDING,
  all: [...AT_DESK, ...OUTSTANDING],
}

const scopeOf = ({ place, documentId, issuanceId }: MusterRequest): string =>
  [
    { desk: 'copies at the desk', out: 'copies with people', all: 'all copies' }[place],
    documentId === undefined ? null : `of document ${documentId}`,
    issuanceId === undefined ? null : `of issuance ${issuanceId}`,
  ]
    .filter((part) => part !== null)
    .join(' ')

/** Inventory: what should be there against what was found. Missing copies are recorded, and stay where they were. */
export const musterCopies = ({ register }: Vault, request: MusterRequest): MusterResult => {
  const { documentId, issuanceId, place, note, by } = request
  if (documentId !== undefined) register.document(documentId)
  if (issuanceId !== undefined) register.issuance(issuanceId)
  const filter: CopyFilter = {
    custody: STATES[place],
    ...(documentId === undefined ? {} : { documentId }),
    ...(issuanceId === undefined ? {} : { issuanceId }),
  }
  const expected = register.copies(filter)
  const found = findCounted(register, request.found)
  const [expectedIds, foundIds] = [expected, found].map((copies) => copies.map(({ id }) => id))
  const scope = scopeOf(request)
  const musterId = newId('m')
  const body = { musterId, scope, expected: expectedIds, found: foundIds }
  const { size, checkpoint } = register.append([
    { type: 'mustered', by, body: { ...body, ...(note === undefined ? {} : { note }) } },
  ])
  const stand = (id: string) => copyStand(register.copy(id))
  return {
    muster: musterId,
    scope,
    event: size - 1,
    expected: expectedIds.length,
    found: foundIds.map(stand),
    missing: expectedIds.filter((id) => !foundIds.includes(id)).map(stand),
    unexpected: foundIds.filter((id) => !expectedIds.includes(id)).map(stand),
    size,
    checkpoint,
  }
}
