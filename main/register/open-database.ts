import Database from 'better-sqlite3'
import { existsSync } from 'node:fs'
import { Failure } from '../../shared/contract/failure.ts'
import { MIGRATIONS } from './migrations.ts'
import { isUnwritable, openUnwritable } from './open-unwritable.ts'

export type RegisterDatabase = Database.Database

/** Tells `file` and friends whose database this is: "Sigl". */
const APPLICATION_ID = 0x5369676c

const userVersion = (db: RegisterDatabase): number => Number(db.pragma('user_version', { simple: true }))

/** Fills the projections anew from the events. */
export type Rebuild = (db: RegisterDatabase) => void

/** All that is due, or nothing: a crash in between leaves the old form. */
export const migrate = (db: RegisterDatabase, rebuild?: Rebuild): void => {
  const applied = userVersion(db)
  if (applied > MIGRATIONS.length) throw tooNew()
  const due = MIGRATIONS.slice(applied)
  if (due.length === 0) return
  db.pragma('foreign_keys = OFF') // tables are dropped and made anew
  db.transaction(() => {
    for (const { sql } of due) db.exec(sql)
    for (const { fill } of due) fill?.(db)
    if (due.some(({ rebuilds }) => rebuilds === true)) rebuild?.(db)
    db.pragma(`user_version = ${MIGRATIONS.length}`)
  })()
  db.pragma('foreign_keys = ON')
}

/** Indexes over random ids touch pages everywhere: with SQLite's own 2 MB most of them would be read again and again. */
const useMemory = (db: RegisterDatabase): void => {
  db.pragma('cache_size = -65536') // in KiB
}

const configure = (db: RegisterDatabase): void => {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL') // a confirmed append survives a power cut, not only a crash
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF') // nothing planted in the file's schema may run functions
  db.pragma('cell_size_check = ON')
  db.pragma('wal_autocheckpoint = 4000') // 16 MB: a page that changes often is copied back once, not at every turn
  useMemory(db)
}

const openWith = (file: string, options: Database.Options, prepare: (db: RegisterDatabase) => void) =>
  prepared(new Database(file, options), prepare)

const prepared = (db: RegisterDatabase, prepare: (db: RegisterDatabase) => void): RegisterDatabase => {
  try {
    prepare(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

export const createDatabase = (file: string): RegisterDatabase =>
  openWith(file, {}, (db) => {
    db.pragma(`application_id = ${APPLICATION_ID}`)
    configure(db)
    migrate(db)
  })

/** Throws Failure 'vault-newer' or 'vault-damaged', and SQLite's errors. */
export const openDatabase = (file: string, rebuild: Rebuild): RegisterDatabase => {
  if (!existsSync(file)) throw damaged('missing')
  return openWith(file, { fileMustExist: true }, (db) => {
    if (userVersion(db) === 0) throw damaged('empty')
    configure(db)
    migrate(db, rebuild)
  })
}

/** For looking only, beside a writer or not, also where nothing can be written. Throws as `openDatabase`, and 'usage' where a migration is due. */
export const openDatabaseForReading = (file: string): RegisterDatabase => {
  if (!existsSync(file)) throw damaged('missing')
  try {
    return openWith(file, { fileMustExist: true, readonly: true }, prepareForReading)
  } catch (error) {
    if (!isUnwritable(error)) throw error
    return prepared(openUnwritable(file), prepareForReading)
  }
}

const prepareForReading = (db: RegisterDatabase): void => {
  const applied = userVersion(db)
  if (applied === 0) throw damaged('empty')
  if (applied > MIGRATIONS.length) throw tooNew()
  if (applied < MIGRATIONS.length) {
    throw new Failure(
      'usage',
      'This vault is of an older version. Open it once with a command that records something.',
    )
  }
  db.pragma('trusted_schema = OFF')
  useMemory(db)
}

const tooNew = (): Failure =>
  new Failure(
    'vault-newer',
    'This register was written by a newer version of Siglum. Install that version to open it.',
  )

const damaged = (how: string): Failure =>
  new Failure('vault-damaged', `The register file is ${how}. Restore it from a backup of the vault.`)

/** An empty register that vanishes when closed: what the events should have led to is worked out in one. */
export const openScratchDatabase = (): RegisterDatabase =>
  openWith('', {}, (db) => {
    useMemory(db)
    // Nothing in it need outlive anything, and what refers to nothing is refused before it gets there.
    db.pragma('synchronous = OFF')
    db.pragma('journal_mode = OFF')
    migrate(db)
    db.pragma('foreign_keys = OFF')
  })
