import Database from 'better-sqlite3'
import { Failure } from '../../shared/contract/failure.ts'

/** By primary result code (https://www.sqlite.org/rescode.html); extended codes begin with it. */
const FAILURES: readonly (readonly [prefix: string, failure: () => Failure])[] = [
  [
    'SQLITE_FULL',
    () => new Failure('disk-full', 'The disk is full; nothing was recorded. Free some space and try again.'),
  ],
  [
    'SQLITE_BUSY',
    () => new Failure('vault-in-use', 'Another program is using this vault. Close it and try again.'),
  ],
  ['SQLITE_READONLY', () => unwritable()],
  ['SQLITE_CANTOPEN', () => unwritable()],
  ['SQLITE_PERM', () => unwritable()],
  ['SQLITE_IOERR', () => unwritable()],
  ['SQLITE_CORRUPT', () => damaged()],
  ['SQLITE_NOTADB', () => damaged()],
]

const unwritable = (): Failure =>
  new Failure(
    'file-unwritable',
    "The register cannot be read or written. Check the vault folder's disk and permissions.",
  )

const damaged = (): Failure =>
  new Failure('vault-damaged', 'The register file is damaged. Restore it from a backup of the vault.')

/** What SQLite reports about the file, as a Failure; anything else is our own mistake and stays as it is. */
export const asDatabaseFailure = (error: unknown): unknown => {
  if (!(error instanceof Database.SqliteError)) return error
  const { code } = error
  const known = FAILURES.find(([prefix]) => code.startsWith(prefix))
  if (known === undefined) return error
  const { code: failureCode, message } = known[1]()
  return new Failure(failureCode, message, { details: [`${code}: ${error.message}`], cause: error })
}

export const withDatabaseFailures = <R>(act: () => R): R => {
  try {
    return act()
  } catch (error) {
    throw asDatabaseFailure(error)
  }
}
