import type { Append } from './append-events.ts'
import type { RowReader } from './read-rows.ts'
import type { CopyRow } from './rows.ts'

export interface Recovery {
  /** Who found it. */
  readonly by: string
  readonly reason: string
  /** Removes whatever may lie in `copy.folder` of a copy that was never sealed. */
  readonly removeFile: (copy: CopyRow) => void
}

/**
 * For a vault that was just opened, so that nobody can be in the middle of issuing: every copy that was
 * reserved and never sealed. Files go first, so that a crash in here is simply repeated.
 */
export const recoverAbandoned = (rows: RowReader, append: Append, recovery: Recovery): readonly CopyRow[] => {
  const { by, reason, removeFile } = recovery
  const unsealed = rows.copies({ state: 'reserved' })
  if (unsealed.length === 0) return unsealed
  unsealed.forEach(removeFile)
  append(unsealed.map((copy) => ({ type: 'copy-abandoned', by, body: { copyId: copy.id, reason } })))
  return unsealed
}
