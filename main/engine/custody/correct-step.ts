import type { CorrectResult } from '../../../shared/contract/custody-results.ts'
import { areTwoPeople } from '../../../shared/contract/custody-steps.ts'
import { custodyBodies, isCustodyType } from '../../../shared/contract/custody-events.ts'
import type { CustodyType } from '../../../shared/contract/custody-events.ts'
import type { NewEvent, RegisterEvent } from '../../../shared/contract/events.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { Vault } from '../../vault.ts'
import { copyStand } from './copy-stand.ts'
import { BETWEEN_NAMES } from './correct-request.ts'
import type { CorrectRequest } from './correct-request.ts'
import { requirePast } from './office-day.ts'
import { properBody } from './proper-body.ts'

type CustodyEvent = Extract<RegisterEvent, { type: CustodyType }>

const YES = ['yes', 'true', '是']
const NO = ['no', 'false', '否']

/** What goes on record for good is not guessed at. Throws Failure 'usage'. */
const yesOrNo = (field: string, typed: string): boolean => {
  const said = typed.trim().toLowerCase()
  if (YES.includes(said)) return true
  if (NO.includes(said)) return false
  throw new Failure('usage', `"${typed}" does not say whether "${field}"; write yes or no.`)
}

/** A field's value from what was typed. */
const read = (field: string, typed: string): unknown => {
  switch (field) {
    case 'complete':
    case 'lent':
      return yesOrNo(field, typed)
    case 'witnesses':
      return typed.split(BETWEEN_NAMES)
    case 'to.name':
    case 'to.unit':
    case 'to.id':
      return typed
    default:
      return typed
  }
}

const FIXED = ['copyId', 'corrects', 'reason', 'scan']

const fieldsOf = (type: CustodyType): string[] => {
  const fields = Object.keys(custodyBodies[type].shape).filter((field) => !FIXED.includes(field))
  return type === 'copy-transferred'
    ? [...fields.filter((f) => f !== 'to'), 'to.name', 'to.unit', 'to.id']
    : fields
}

/** The wrong body with what is right put into it. Throws Failure 'usage' for fields that this step has not. */
const patched = (event: CustodyEvent, set: CorrectRequest['set']): Record<string, unknown> => {
  const known = fieldsOf(event.type)
  const body: Record<string, unknown> = { ...event.body }
  for (const [field, typed] of Object.entries(set)) {
    if (!known.includes(field))
      throw new Failure('usage', `This step has no "${field}"; it has ${known.join(', ')}.`)
    const [outer, inner] = field.split('.')
    if (inner === undefined) body[outer] = read(field, typed)
    else body[outer] = { ...(body[outer] as Record<string, unknown>), [inner]: read(field, typed) }
  }
  return body
}

const correctionOf = (event: CustodyEvent, request: CorrectRequest): NewEvent => {
  const { reason, by, event: index, set } = request
  const { copyId } = event.body
  if (Object.keys(set).length === 0)
    return { type: 'entry-struck', by, body: { copyId, event: index, reason } }
  const body = properBody(custodyBodies[event.type], { ...patched(event, set), corrects: index, reason })
  const correction = { type: event.type, by, body } as CustodyEvent
  if (correction.body.on !== undefined) requirePast(correction.body.on)
  if (correction.type === 'copy-destroyed' && !areTwoPeople(correction.body.witnesses))
    throw new Failure('step-refused', 'Destruction needs two different witnesses. Nothing was recorded.')
  return correction
}

/**
 * A later event sets an earlier one right, or strikes it; both stay on record. The copy's life is gone through again
 * with the correction in it: one that would make it impossible is refused.
 */
export const correctStep = (
  { register }: Vault,
  event: RegisterEvent,
  request: CorrectRequest,
): CorrectResult => {
  if (!isCustodyType(event.type))
    throw new Failure(
      'step-refused',
      `Event ${request.event} (${event.type}) is no step of a copy's custody, nor an inventory, a handover or an export, so it ` +
        'cannot be corrected. What is wrong about a document is set right with amend.',
    )
  const correction = correctionOf(event as CustodyEvent, request)
  const { size, checkpoint } = register.append([correction])
  const { copyId } = (event as CustodyEvent).body
  return {
    corrected: request.event,
    event: size - 1,
    copy: copyStand(register.copy(copyId)),
    size,
    checkpoint,
  }
}
