import { Failure } from '../../shared/contract/failure.ts'
import { judgeSignature } from './checkpoint.ts'
import type { ParsedCheckpoint } from './checkpoint.ts'
import type { HeadIdentity } from './check-head.ts'
import type { Finding } from './verify-report.ts'

interface Derived extends HeadIdentity {
  /** Events present. */
  readonly size: number
  /** The register's roots at the checkpoints' sizes, as far as it reaches. */
  readonly roots: ReadonlyMap<number, Uint8Array>
}

/**
 * What checkpoints kept elsewhere say about this register. Throws Failure 'checkpoint-invalid' when one claims to be
 * this vault's and its signature is false: then it is the checkpoint that was tampered with.
 */
export const judgeOutside = (outside: readonly ParsedCheckpoint[], derived: Derived): readonly Finding[] => {
  const bySize = outside.toSorted((a, b) => a.size - b.size)
  const findings: Finding[] = []
  let fits = 0
  let isForked = false
  for (const checkpoint of bySize) {
    const finding = judgeOne(checkpoint, derived)
    if (finding === null) fits = checkpoint.size
    else if (finding.kind !== 'outside-forked') findings.push(finding)
    // Every later head of a forked history differs too: only the first tells where.
    else if (!isForked) findings.push(forked(checkpoint.size, fits))
    isForked ||= finding?.kind === 'outside-forked'
  }
  return findings
}

const forked = (size: number, fits: number): Finding => ({
  kind: 'outside-forked',
  message:
    `The first ${size} events are not those the checkpoint given was made of: history was rewritten` +
    (fits > 0 ? `, after event ${fits} (up to there another checkpoint fits).` : '.'),
})

const judgeOne = (outside: ParsedCheckpoint, { origin, publicKey, size, roots }: Derived): Finding | null => {
  const signature = outside.origin === origin ? judgeSignature(outside, publicKey) : 'unknown-key'
  if (signature === 'unknown-key') {
    return {
      kind: 'outside-foreign',
      message: `The checkpoint given is of ${outside.origin}, not of this register.`,
    }
  }
  if (signature === 'invalid') {
    throw new Failure(
      'checkpoint-invalid',
      'The checkpoint given was changed: its signature is false. Use an unchanged one.',
    )
  }
  const rootThere = roots.get(outside.size)
  if (rootThere === undefined) {
    const message = `The checkpoint given covers ${outside.size} events, but only ${size} are here: the rest is missing or was replaced.`
    return { kind: 'outside-ahead', message }
  }
  return Buffer.compare(rootThere, outside.root) === 0 ? null : forked(outside.size, 0)
}
