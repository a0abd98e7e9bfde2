import Database from 'better-sqlite3'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'

/** Whether SQLite said so because it could make no files of its own beside the database. */
export const isUnwritable = (error: unknown): boolean =>
  error instanceof Database.SqliteError && /^SQLITE_(CANTOPEN|READONLY)/.test(error.code)

/** Where its header says which versions of the format write and read it: 1 is with a rollback journal, 2 with a log. */
const VERSIONS_AT = 18
const WITHOUT_LOG = 1

/**
 * For reading where nothing can be written: a disc, a write-protected stick, somebody else's folder. SQLite reads no database
 * with a log there. One that was closed properly has an empty log: it is read into memory, so that nothing of it is left
 * anywhere. One that was not has events in its log: it is copied to a private temporary folder, which goes when it is closed.
 */
export const openUnwritable = (file: string): Database.Database => {
  const log = `${file}-wal`
  if (!existsSync(log) || statSync(log).size === 0) {
    const bytes = readFileSync(file)
    bytes.fill(WITHOUT_LOG, VERSIONS_AT, VERSIONS_AT + 2)
    return new Database(bytes, { readonly: true })
  }
  const folder = mkdtempSync(join(tmpdir(), 'siglum-read-'))
  const discard = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const copy = join(folder, basename(file))
    copyFileSync(file, copy)
    copyFileSync(log, `${copy}-wal`)
    const db = new Database(copy, { fileMustExist: true, readonly: true })
    const close = db.close.bind(db)
    db.close = () => {
      close()
      discard()
      return db
    }
    return db
  } catch (error) {
    discard()
    throw error
  }
}
