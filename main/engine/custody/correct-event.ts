import type { CorrectResult } from '../../../shared/contract/custody-results.ts'
import type { Vault } from '../../vault.ts'
import { correctRecord, isRecord } from './correct-record.ts'
import type { CorrectRequest } from './correct-request.ts'
import { correctStep } from './correct-step.ts'

/** Whatever was recorded wrongly of a copy, an inventory, a handover or an export, set right or struck by a later event. */
export const correctEvent = (vault: Vault, request: CorrectRequest): CorrectResult => {
  const event = vault.register.event(request.event)
  return isRecord(event) ? correctRecord(vault, event, request) : correctStep(vault, event, request)
}
