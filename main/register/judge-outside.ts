import { Failure } from '../../shared/contract/failure.ts'
import { judgeSignature } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import type { HeadIdentity } from './check-head.ts'
import type { TreeEdge } from './merkle-tree.ts'
import type { Finding } from './verify-report.ts'

interface Derived extends HeadIdentity {
  readonly edge: TreeEdge
  /** The register's root at the checkpoint's size; null when it is shorter. */
  readonly rootThere: Uint8Array | null
}

/**
 * What a checkpoint kept elsewhere says about this register. Throws Failure 'checkpoint-invalid' when it claims to
 * be this vault's and its signature is false: then it is the checkpoint that was tampered with.
 */
export const judgeOutside = (
  outside: ParsedCheckpoint,
  { origin, publicKey, edge, rootThere }: Derived,
): Finding[] => {
  const signature = outside.origin === origin ? judgeSignature(outside, publicKey) : 'unknown-key'
  if (signature === 'unknown-key') {
    return [
      {
        kind: 'outside-foreign',
        message: `The checkpoint given is of ${outside.origin}, not of this register.`,
      },
    ]
  }
  if (signature === 'invalid') {
    throw new Failure(
      'checkpoint-invalid',
      'The checkpoint given was changed: its signature is false. Use an unchanged one.',
    )
  }
  if (rootThere === null) {
    const message = `The checkpoint given covers ${outside.size} events, but only ${edge.size} are here: the rest is missing or was replaced.`
    return [{ kind: 'outside-ahead', message }]
  }
  if (Buffer.compare(rootThere, outside.root) === 0) return []
  const message = `The first ${outside.size} events are not those the checkpoint given was made of: history was rewritten.`
  return [{ kind: 'outside-forked', message }]
}
