import { createHash } from 'node:crypto'
import { resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import type { ProofResult } from '../../shared/contract/keeping-results.ts'
import type { VaultReader } from '../vault.ts'
import { writeDurably } from './durable-file.ts'
import { requireRole } from './permissions.ts'
import { isSelective, selectCopies } from './select-copies.ts'
import type { CopySelection } from './select-copies.ts'

export interface ExportProofRequest extends CopySelection {
  readonly out: string
  /** Also traces that named one of the copies: not something that everyone should be shown. */
  readonly withTraces?: boolean
}

const TRACES: ReadonlySet<string> = new Set(['traced'])

/**
 * What the register says of some copies, with proofs against a signed head, to be checked without anyone else's rows and
 * without this program (main/register/FORMATS.md). The documents they are of are told too.
 */
export const exportProof = (
  { register, user }: Pick<VaultReader, 'register' | 'user'>,
  request: ExportProofRequest,
): ProofResult => {
  requireRole({ user }, ['custodian', 'auditor'], 'export')
  if (!isSelective(request)) throw new Failure('usage', 'Say whose rows: a copy, a recipient or an issuance.')
  const copies = selectCopies(register, request)
  const copyIds = new Set(copies.map(({ id }) => id))
  const told = register
    .eventsOfCopies(copyIds)
    .filter(({ type }) => request.withTraces === true || !TRACES.has(type))
  const imports = register
    .eventsOfCopies(new Set(copies.map(({ documentId }) => documentId)))
    .filter(({ type }) => type === 'document-imported')
  const indices = new Set([...imports, ...told].map(({ index }) => index))
  const proven = register.proveRows(
    [...indices].toSorted((a, b) => a - b),
    copyIds,
  )
  const file = resolve(request.out)
  writeDurably(file, Buffer.from(proven.text))
  const sha256 = createHash('sha256').update(proven.text).digest('hex')
  const { rows, size } = proven
  return { file, sha256, rows, copies: copies.length, size, checkpoint: register.checkpoint() }
}
