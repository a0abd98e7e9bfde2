import type { ProofResult } from '../../shared/contract/keeping-results.ts'
import { Failure } from '../../shared/contract/failure.ts'
import type { Vault } from '../vault.ts'
import { releaseFile, requireFreeFile } from './papers/release-file.ts'
import { stated } from './papers/stated.ts'
import { requireRole } from './permissions.ts'
import { isSelective, selectCopies } from './select-copies.ts'
import type { CopySelection } from './select-copies.ts'

export interface ExportProofRequest extends CopySelection {
  readonly out: string
  /** Also traces that named one of the copies: not something that everyone should be shown. */
  readonly withTraces?: boolean
}

/** What is looked into on a suspicion. */
const INQUIRIES: ReadonlySet<string> = new Set(['traced', 'incident-linked'])

const filterOf = ({ copy, recipient, issuance, withTraces }: ExportProofRequest) =>
  Object.fromEntries(
    Object.entries({ copy, recipient, issuance, withTraces }).filter(([, value]) => value !== undefined),
  ) as Record<string, string | boolean>

/**
 * What the register says of some copies, with proofs against a signed head, to be checked without anyone else's rows and
 * without this program (main/register/FORMATS.md). The documents they are of are told too. Itself on record.
 */
export const exportProof = (vault: Vault, request: ExportProofRequest): ProofResult => {
  const { register, user } = vault
  requireRole(vault, ['custodian', 'auditor'], 'export proofs')
  if (!isSelective(request)) throw new Failure('usage', 'Say whose rows: a copy, a recipient or an issuance.')
  const out = requireFreeFile(request.out)
  const copies = selectCopies(register, request)
  const copyIds = new Set(copies.map(({ id }) => id))
  const told = register
    .eventsOfCopies(copyIds)
    .filter(({ type }) => request.withTraces === true || !INQUIRIES.has(type))
    .map(({ index }) => index)
  const imports = register.importsOf([...new Set(copies.map(({ documentId }) => documentId))])
  const indices = [...new Set([...imports, ...told])].toSorted((a, b) => a - b)
  const { text, rows, size, checkpoint } = register.proveRows(indices, copyIds)
  const lines = text
    .split('\n')
    .slice(1, -2)
    .map((line) => `${line}\n`)
  const statement = stated(vault, { kind: 'proof', filter: filterOf(request), by: user.name }, lines.join(''))
  const released = releaseFile(vault, { format: 'jsonl', out, statement, bytes: Buffer.from(text) })
  return { file: released.file, sha256: released.sha256, rows, copies: copies.length, size, checkpoint }
}
