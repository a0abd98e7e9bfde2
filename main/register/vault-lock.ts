import Database from 'better-sqlite3'
import { Failure } from '../../shared/contract/failure.ts'

/**
 * Holds a vault for one writer. The lock is SQLite's own file lock on a database that stays empty: the
 * operating system drops it when the process dies, however it dies, so no stale lock is ever left behind, and
 * it also holds against a second opening in the same process.
 */
export const lockVault = (file: string): { release: () => void } => {
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    db.close()
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new Failure('vault-in-use', 'Another program has this vault open. Close it there and try again.')
    }
    throw error
  }
  return { release: () => void db.close() }
}
