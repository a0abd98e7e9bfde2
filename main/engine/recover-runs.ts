import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { Failure } from '../../shared/contract/failure.ts'
import type { CopyRow } from '../register/rows.ts'
import type { Vault } from '../vault.ts'
import { copyPath, partPath } from './copy-file.ts'
import { renameDurably } from './durable-file.ts'
import { endRun, openRuns } from './run-journal.ts'

/** A copy is sealed first and given its name after: a crash between the two is mended by giving it its name. */
const settleFile = (copy: CopyRow): void => {
  if (copy.folder === null) return
  if (!existsSync(copy.folder)) throw new Failure('file-not-found', `${copy.folder} is not there.`)
  const part = partPath(copy.folder, copy.id)
  if (!existsSync(part)) return
  const place = copy.state === 'sealed' ? copyPath(copy) : null
  const isMissing = place !== null && !existsSync(place)
  if (isMissing && createHash('sha256').update(readFileSync(part)).digest('hex') === copy.sha256) {
    renameDurably(part, place)
  } else rmSync(part, { force: true })
}

/** False where a folder cannot be reached or written now; it is tried again when the vault is next opened. */
const isSettled = (copy: CopyRow): boolean => {
  try {
    settleFile(copy)
    return true
  } catch {
    return false
  }
}

/** Every file of a run that stopped: sealed ones are given their names, the others go. */
export const settleRun = (vault: Vault, issuanceId: string): void => {
  const settled = vault.register.copies({ issuanceId }).map(isSettled)
  if (settled.every(Boolean)) endRun(vault, issuanceId)
}

/**
 * For a vault that was just opened: what a run that died left half-done is finished where it was sealed, and
 * removed and recorded as abandoned where it was not. Leaves a register that was tampered with as it is, so that
 * it can still be verified.
 */
export const recoverRuns = (vault: Vault, by: string): readonly CopyRow[] => {
  const reason = 'Issuing was interrupted before this copy was sealed.'
  try {
    const abandoned = vault.register.recoverAbandoned({
      by,
      reason,
      removeFile: (copy) => void isSettled(copy),
    })
    for (const issuanceId of openRuns(vault)) settleRun(vault, issuanceId)
    return abandoned
  } catch (error) {
    if (error instanceof Failure && error.code === 'register-altered') return []
    throw error
  }
}
