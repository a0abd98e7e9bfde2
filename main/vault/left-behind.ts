import { randomUUID } from 'node:crypto'
import { readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** In a vault's folder, where the register's snapshot lies for as long as a backup is made of it; six letters of chance follow. */
export const WORK_PREFIX = 'backup-'
const WORK = new RegExp(`^${WORK_PREFIX}[A-Za-z0-9]{6}$`)

/** Of a backup that has not its name yet. */
export const partOf = (file: string): string => `${file}.${randomUUID()}.part`
const PART = /^(.*)\.[0-9a-f-]{36}\.part$/

/** No backup takes so long: what is older was left by a program that was ended in the middle. */
const A_DAY_MS = 24 * 60 * 60_000

/** A backup that is being made meanwhile, by another program too, is left alone; and so is what cannot be removed, until the next time. */
const removeOld = (folder: string, isOurs: (name: string) => boolean): void => {
  try {
    for (const name of readdirSync(folder).filter(isOurs)) {
      const path = join(folder, name)
      if (Date.now() - statSync(path).mtimeMs > A_DAY_MS) rmSync(path, { recursive: true, force: true })
    }
  } catch {
    // The vault is as good with it as without.
  }
}

/** Snapshots of the register in a vault's folder, in the clear as it is itself: what is redacted there later would stay in them. */
export const removeOldSnapshots = (vaultDir: string): void => removeOld(vaultDir, (name) => WORK.test(name))

/** Pieces of backups, in a folder that holds backups of a vault. */
export const removeOldParts = (folder: string, isBackup: (name: string) => boolean): void =>
  removeOld(folder, (name) => {
    const [, whole] = PART.exec(name) ?? []
    return whole !== undefined && isBackup(whole)
  })
