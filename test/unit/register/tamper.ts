import Database from 'better-sqlite3'
import { join } from 'node:path'
import type { Vault } from '../../../main/vault.ts'

/** Reaches into a vault's register file past the program. */
export const databaseOf = <R>(vault: Pick<Vault, 'dir'>, act: (db: Database.Database) => R): R => {
  const db = new Database(join(vault.dir, 'register.sqlite'), { fileMustExist: true })
  try {
    return act(db)
  } finally {
    db.close()
  }
}

/** Without the triggers, which are put back: nothing but the tree can tell afterwards. */
export const behindTheTriggers = (vault: Pick<Vault, 'dir'>, act: (db: Database.Database) => void): void =>
  databaseOf(vault, (db) => {
    const triggers = db
      .prepare<[], { name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
      .all()
    db.pragma('foreign_keys = OFF')
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    act(db)
    for (const { sql } of triggers) db.exec(sql)
  })
