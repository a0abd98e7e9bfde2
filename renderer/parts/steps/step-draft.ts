import { stepSchema } from '../../../shared/contract/app/register-calls.ts'
import type { AppStep } from '../../../shared/contract/app/register-calls.ts'
import { channelSchema, conditionSchema } from '../../../shared/contract/custody-events.ts'
import { areTwoPeople } from '../../../shared/contract/custody-steps.ts'
import type { StepType } from './step-law.ts'

/** What is filled in for a step, each as it was typed. */
export const FIELD_KEYS = [
  'channel',
  'to',
  'name',
  'complete',
  'checker',
  'toName',
  'toUnit',
  'toId',
  'lent',
  'condition',
  'receiver',
  'method',
  'approver',
  'witness1',
  'witness2',
  'certificate',
  'reporter',
  'incident',
  'traceId',
  'due',
  'on',
  'note',
] as const
export type FieldKey = (typeof FIELD_KEYS)[number]
export type Draft = Readonly<Partial<Record<FieldKey, string>>>

export interface Field {
  readonly key: FieldKey
  readonly kind: 'text' | 'day' | 'choice'
  readonly required?: boolean
  readonly choices?: readonly string[]
}

const text = (key: FieldKey, required = false): Field => ({ key, kind: 'text', required })
const choice = (key: FieldKey, choices: readonly string[]): Field => ({
  key,
  kind: 'choice',
  choices,
  required: true,
})
const due: Field = { key: 'due', kind: 'day' }
const YES_NO = ['yes', 'no']

const OWN_FIELDS: Readonly<Record<StepType, readonly Field[]>> = {
  'copy-handed-out': [choice('channel', channelSchema.options), text('to'), due],
  'receipt-signed': [text('name')],
  'pages-checked': [choice('complete', YES_NO), text('checker')],
  'copy-transferred': [choice('lent', YES_NO), text('toName', true), text('toUnit'), text('toId'), due],
  'copy-taken-back': [],
  'copy-recalled': [due],
  'copy-returned': [choice('condition', conditionSchema.options), text('receiver')],
  'copy-destroyed': [
    text('method', true),
    text('approver', true),
    text('witness1', true),
    text('witness2', true),
    text('certificate', true),
  ],
  'copy-lost': [text('reporter')],
  'incident-linked': [text('incident', true)],
}

/** Every step has the day it happened and a remark. */
export const fieldsOf = (type: StepType): readonly Field[] => [
  ...OWN_FIELDS[type],
  { key: 'on', kind: 'day' },
  text('note'),
]

/** What stands in the fields before anything is typed. */
export const firstDraft = (today: string): Draft => ({
  channel: 'by-hand',
  complete: 'yes',
  lent: 'no',
  condition: 'good',
  on: today,
})

export type Problem = {
  readonly key: FieldKey
  readonly why: 'missing' | 'future' | 'before' | 'same-person'
}

/** What is wrong with a draft, field by field. */
export const problemsOf = (type: StepType, draft: Draft, today: string): Problem[] => {
  const value = (key: FieldKey): string => draft[key]?.trim() ?? ''
  const problems: Problem[] = fieldsOf(type)
    .filter(({ key, required }) => required === true && value(key) === '')
    .map(({ key }) => ({ key, why: 'missing' }))
  const on = value('on') === '' ? today : value('on')
  if (on > today) problems.push({ key: 'on', why: 'future' })
  const hasDue = fieldsOf(type).some(({ key }) => key === 'due')
  if (hasDue && value('due') !== '' && value('due') < on) problems.push({ key: 'due', why: 'before' })
  const witnesses = [value('witness1'), value('witness2')] as const
  if (type === 'copy-destroyed' && witnesses[0] !== '' && witnesses[1] !== '' && !areTwoPeople(witnesses))
    problems.push({ key: 'witness2', why: 'same-person' })
  return problems
}

const particulars = (
  type: StepType,
  value: (key: FieldKey) => string | undefined,
): Record<string, unknown> => {
  switch (type) {
    case 'pages-checked':
      return { complete: value('complete') === 'yes', checker: value('checker') }
    case 'copy-transferred': {
      const to = {
        name: value('toName') ?? '',
        unit: value('toUnit') ?? '',
        id: value('toId') ?? '',
        email: '',
      }
      return { lent: value('lent') === 'yes', to, due: value('due') }
    }
    case 'copy-destroyed': {
      const witnesses = [value('witness1'), value('witness2')]
      return {
        method: value('method'),
        approver: value('approver'),
        witnesses,
        certificate: value('certificate'),
      }
    }
    case 'incident-linked':
      return { incident: value('incident'), traceId: value('traceId') }
    default:
      return Object.fromEntries(OWN_FIELDS[type].map(({ key }) => [key, value(key)]))
  }
}

/** The step that a draft without problems says. Empty fields are left out. */
export const stepOf = (type: StepType, draft: Draft): AppStep => {
  const value = (key: FieldKey): string | undefined => {
    const typed = draft[key]?.trim()
    return typed === '' ? undefined : typed
  }
  const all = { type, on: value('on'), note: value('note'), ...particulars(type, value) }
  return stepSchema.parse(Object.fromEntries(Object.entries(all).filter(([, said]) => said !== undefined)))
}
