import type { CustodyStep, CustodyType } from '../../../shared/contract/custody-events.ts'
import type { NewEvent } from '../../../shared/contract/events.ts'
import type { Register } from '../../../main/register/register.ts'
import { importDocument, newVault, reserve, sealing } from './fixture.ts'

export type StepOf<T extends CustodyType> = Extract<CustodyStep, { type: T }>

/** The event of a step, with what every such step needs filled in. */
export const step = <T extends CustodyType>(
  copyId: string,
  type: T,
  body: Partial<StepOf<T>['body']> = {},
): NewEvent => {
  const needed = {
    'copy-handed-out': { channel: 'by-hand' },
    'receipt-signed': { name: 'Adaobi' },
    'pages-checked': { complete: true },
    'copy-transferred': { to: { name: '李四', unit: '办公厅', id: '9', email: '' }, lent: false },
    'copy-taken-back': {},
    'copy-recalled': {},
    'copy-returned': { condition: 'good', receiver: 'Clerk' },
    'copy-destroyed': { method: 'shredded', approver: 'Chief', witnesses: ['W', 'V'], certificate: 'D-1' },
    'copy-lost': {},
    'incident-linked': { incident: 'I-1' },
  }[type]
  return { type, by: 'clerk', body: { copyId, ...needed, ...body } } as NewEvent
}

export const sealedCopies = async (names: readonly string[] = ['张三', 'Adaobi', 'Bobrowski']) => {
  const vault = await newVault()
  const { register } = vault
  const documentId = importDocument(register)
  const { issuanceId, copyIds } = reserve(register, documentId, names)
  register.append(copyIds.map(sealing))
  return { vault, register, documentId, issuanceId, copyIds }
}

/** The message of the failure, or null. */
export const refusal = (register: Register, events: readonly NewEvent[]): string | null => {
  try {
    register.append(events)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
