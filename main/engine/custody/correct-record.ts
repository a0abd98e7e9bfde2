import type { CorrectResult } from '../../../shared/contract/custody-results.ts'
import { deskBodies } from '../../../shared/contract/custody-events.ts'
import { areTwoPeople } from '../../../shared/contract/custody-steps.ts'
import type { NewEvent, RegisterEvent } from '../../../shared/contract/events.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { newId } from '../../register/new-id.ts'
import type { RegisterReader } from '../../register/register.ts'
import type { Vault } from '../../vault.ts'
import { BETWEEN_NAMES } from './correct-request.ts'
import type { CorrectRequest } from './correct-request.ts'
import { findCounted } from './find-copies.ts'
import { properBody } from './proper-body.ts'

/** What can be set right in records of the register as a whole; lists of copies are given as copies are named elsewhere. */
const FIELDS = {
  mustered: ['scope', 'note', 'expected', 'found'],
  'custodian-changed': ['from', 'to', 'note', 'taken', 'missing', 'outstanding'],
  exported: ['kind', 'fileName'],
} as const
type RecordType = keyof typeof FIELDS
type RecordEvent = Extract<RegisterEvent, { type: RecordType }>

const LISTS: ReadonlySet<string> = new Set(['expected', 'found', 'taken', 'missing', 'outstanding'])

export const isRecord = (event: RegisterEvent): event is RegisterEvent & RecordEvent => event.type in FIELDS

/** The copies that a record speaks of, each once. */
const copiesOf = (event: RecordEvent): readonly string[] => {
  switch (event.type) {
    case 'mustered':
      return [...new Set([...event.body.expected, ...event.body.found])]
    case 'custodian-changed':
      return [...new Set([...event.body.taken, ...event.body.missing, ...event.body.outstanding])]
    case 'exported':
      return []
  }
}

/** The fields given, read; names of copies as their ids. Throws Failure 'usage' for fields that this record has not. */
const patchOf = (
  register: RegisterReader,
  type: RecordType,
  set: CorrectRequest['set'],
): Record<string, unknown> => {
  const known: readonly string[] = FIELDS[type]
  const patch: Record<string, unknown> = {}
  for (const [field, typed] of Object.entries(set)) {
    if (!known.includes(field))
      throw new Failure('usage', `This record has no "${field}" to be set right; it has ${known.join(', ')}.`)
    const names = typed.split(BETWEEN_NAMES).filter((name) => name !== '')
    patch[field] = LISTS.has(field) ? findCounted(register, { names }).map(({ id }) => id) : typed
  }
  return patch
}

const correctionOf = (register: RegisterReader, event: RecordEvent, request: CorrectRequest): NewEvent => {
  const { by, reason, event: corrects, set } = request
  const patch = { ...patchOf(register, event.type, set), corrects, reason }
  switch (event.type) {
    case 'mustered': {
      const body = { ...event.body, ...patch, musterId: newId('m') }
      return { type: event.type, by, body: properBody(deskBodies.mustered, body) }
    }
    case 'custodian-changed': {
      const body = properBody(deskBodies['custodian-changed'], {
        ...event.body,
        ...patch,
        handoverId: newId('h'),
      })
      if (!areTwoPeople([body.from, body.to]))
        throw new Failure('usage', 'A handover is from one person to another.')
      return { type: event.type, by, body }
    }
    case 'exported': {
      const body = { ...event.body, ...patch, exportId: newId('e') }
      return { type: event.type, by, body: properBody(deskBodies.exported, body) }
    }
  }
}

/**
 * An inventory, a handover or an export set right by a later record of its kind, or struck; both stay on record and show. What
 * the last inventory said of a copy is then counted again.
 */
export const correctRecord = (
  { register }: Vault,
  event: RecordEvent,
  request: CorrectRequest,
): CorrectResult => {
  const { by, reason, event: corrected } = request
  const struck = { event: corrected, reason, copies: [...copiesOf(event)] }
  const correction: NewEvent =
    Object.keys(request.set).length === 0
      ? { type: 'record-struck', by, body: struck }
      : correctionOf(register, event, request)
  const { size, checkpoint } = register.append([correction])
  return { corrected, event: size - 1, copy: null, size, checkpoint }
}
