import type { AmendResult } from '../../../shared/contract/custody-results.ts'
import type { NewEvent } from '../../../shared/contract/events.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { Vault } from '../../vault.ts'

type Amended = Extract<NewEvent, { type: 'document-amended' }>['body']

export interface AmendRequest {
  readonly document: string
  readonly reason: string
  readonly fields: Omit<Amended, 'documentId' | 'reason'>
  readonly by: string
}

/** What is said of a document, from now on: declassified, kept longer, a title set right. What was said before stays on record. */
export const amendDocument = ({ register }: Vault, request: AmendRequest): AmendResult => {
  const { document, reason, fields, by } = request
  register.document(document)
  if (Object.keys(fields).length === 0)
    throw new Failure('usage', 'Say what to amend, e.g. --classification.')
  const body = { documentId: document, reason, ...fields }
  const { size, checkpoint } = register.append([{ type: 'document-amended', by, body }])
  return { document, event: size - 1, size, checkpoint }
}
