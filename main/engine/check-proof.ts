import type { CheckedProofResult } from '../../shared/contract/keeping-results.ts'
import { checkProofFile } from '../register/check-proof-file.ts'
import type { CheckedRow } from '../register/check-proof-file.ts'
import { judgeCosignature } from '../register/cosignature.ts'
import { parseVerifierKey } from '../register/note-key.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { readText } from './read-text.ts'

export interface CheckProofRequest {
  readonly file: string
  /** As it is known from elsewhere. */
  readonly registerKey: string
  readonly witnessKey?: string
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const rowOf = ({ index, event, disclosed }: CheckedRow): CheckedProofResult['rows'][number] => {
  const { at, by, type } = event as Record<string, unknown>
  const values = disclosed.map(({ path, value }) => ({ path, value: JSON.stringify(value) }))
  return { index, at: textOf(at), by: textOf(by), type: textOf(type), disclosed: values }
}

/** An exported proof, without any vault: true, or a Failure. */
export const checkProof = ({ file, registerKey, witnessKey }: CheckProofRequest): CheckedProofResult => {
  const { head, rows } = checkProofFile(readText(file, 1 << 28), registerKey)
  const witness =
    witnessKey === undefined ? null : judgeCosignature(head, parseVerifierKey(witnessKey, 'cosignature'))
  if (witnessKey !== undefined && witness === null)
    throw new Failure('checkpoint-invalid', 'The checkpoint in this proof is not signed by that witness.')
  return { origin: head.origin, size: head.size, witness, rows: rows.map(rowOf) }
}
