import type { CheckpointResult } from '../../shared/contract/keeping-results.ts'
import { Failure } from '../../shared/contract/failure.ts'
import { judgeSignature, parseCheckpoint } from '../register/checkpoint.ts'
import { printConsistency } from '../register/consistency-file.ts'
import type { VaultReader } from '../vault.ts'
import type { KeptCheckpoint } from './codes/read-checkpoint.ts'

type Proving = Pick<VaultReader, 'register' | 'keyring'>

/** The newest signed head; with an older one also the proof that it grew out of that. */
export const makeCheckpoint = ({ register, keyring }: Proving, since?: KeptCheckpoint): CheckpointResult => {
  const checkpoint = register.checkpoint()
  const head = parseCheckpoint(checkpoint)
  const common = {
    origin: head.origin,
    size: head.size,
    root: Buffer.from(head.root).toString('base64'),
    key: register.verifierKey(),
    checkpoint,
  }
  if (since === undefined) return { ...common, consistency: null }
  const older = parseCheckpoint(since.text)
  if (older.origin !== head.origin || judgeSignature(older, keyring.publicKey) !== 'valid')
    throw new Failure('checkpoint-invalid', `${since.name} is not a checkpoint that this register signed.`)
  if (older.size > head.size)
    throw new Failure(
      'checkpoint-invalid',
      `${since.name} covers ${older.size} events, but only ${head.size} are here. Run verify --checkpoint.`,
    )
  const proof = register.consistencyProof(older.size, head.size)
  return { ...common, consistency: printConsistency({ older: older.size, proof, checkpoint }) }
}
