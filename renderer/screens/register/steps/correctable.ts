import { channelSchema, conditionSchema } from '../../../../shared/contract/custody-events.ts'
import type { FieldKey } from '../../../parts/steps/step-draft.ts'
import type { StepType } from '../../../parts/steps/step-law.ts'

/** A field of a step as the register calls it, under the words that the app has for it. */
export interface Correctable {
  readonly field: string
  readonly key: FieldKey | 'witnesses'
  readonly choices?: readonly string[]
  readonly day?: boolean
}

const text = (key: FieldKey, field: string = key): Correctable => ({ field, key })
const on: Correctable = { field: 'on', key: 'on', day: true }
const due: Correctable = { field: 'due', key: 'due', day: true }
const ALWAYS: readonly Correctable[] = [on, text('note')]
const YES_NO = ['yes', 'no']

/** What can be set right about each step. */
export const CORRECTABLE: Readonly<Record<StepType, readonly Correctable[]>> = {
  'copy-handed-out': [
    { field: 'channel', key: 'channel', choices: channelSchema.options },
    due,
    text('to'),
    ...ALWAYS,
  ],
  'receipt-signed': [text('name'), ...ALWAYS],
  'pages-checked': [{ field: 'complete', key: 'complete', choices: YES_NO }, text('checker'), ...ALWAYS],
  'copy-transferred': [
    text('toName', 'to.name'),
    text('toUnit', 'to.unit'),
    text('toId', 'to.id'),
    { field: 'lent', key: 'lent', choices: YES_NO },
    due,
    ...ALWAYS,
  ],
  'copy-taken-back': ALWAYS,
  'copy-recalled': [due, ...ALWAYS],
  'copy-returned': [
    { field: 'condition', key: 'condition', choices: conditionSchema.options },
    text('receiver'),
    ...ALWAYS,
  ],
  'copy-destroyed': [
    text('certificate'),
    text('method'),
    text('approver'),
    { field: 'witnesses', key: 'witnesses' },
    ...ALWAYS,
  ],
  'copy-lost': [text('reporter'), ...ALWAYS],
  'incident-linked': [text('incident'), ...ALWAYS],
}
