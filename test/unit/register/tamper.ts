import Database from 'better-sqlite3'
import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '../../../main/vault.ts'
import { fillRegister, newVault, temporaryFolder } from './fixture.ts'

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
      .prepare<[], { name: string; sql: string }>(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
      )
      .all()
    db.pragma('foreign_keys = OFF')
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`)
    act(db)
    for (const { sql } of triggers) db.exec(sql)
  })

export const filledVault = async () => {
  const vault = await newVault()
  const ids = fillRegister(vault.register)
  return { vault, register: vault.register, ...ids }
}

/** A copy of the vault's folder as it is now. */
export const snapshot = (vault: Vault): string => {
  databaseOf(vault, (db) => db.pragma('wal_checkpoint(TRUNCATE)'))
  const copy = join(temporaryFolder(), 'vault')
  cpSync(vault.dir, copy, { recursive: true })
  return copy
}
