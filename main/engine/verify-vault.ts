import { readFileSync } from 'node:fs'
import type { VerifyResult } from '../../shared/contract/results.ts'
import type { VaultReader } from '../vault.ts'
import { readFailure } from './file-failure.ts'

const readText = (path: string): string => {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw readFailure(path, error)
  }
}

/** Re-derives the whole register; `checkpointFile` is a signed head that was kept outside. */
export const verifyVault = (
  { register }: Pick<VaultReader, 'register'>,
  checkpointFile?: string,
): VerifyResult => {
  const outside = checkpointFile === undefined ? [] : [readText(checkpointFile)]
  const { verdict, size, root, checkpoints, redacted, findings } = register.verify(...outside)
  return {
    verdict,
    size,
    root,
    checkpoints,
    redacted,
    witnesses: [],
    findings: findings.map(({ kind, message }) => ({ kind, message })),
    checkpoint: register.checkpoint(),
  }
}
