import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '../vault.ts'
import { writeAtomically } from '../register/write-atomically.ts'

/**
 * Which issuances are being written right now: an empty file for each in the vault, made before its copies
 * are reserved and removed when every copy is sealed and in place, or abandoned. The vault is open to one program at a time, so whatever
 * lies here when it is opened belongs to a run that died.
 */
const folderOf = (vault: Vault): string => join(vault.dir, 'runs')

export const beginRun = (vault: Vault, issuanceId: string): void => {
  const folder = folderOf(vault)
  mkdirSync(folder, { recursive: true })
  writeAtomically(join(folder, issuanceId), join(folder, `${issuanceId}.new`), '')
}

export const endRun = (vault: Vault, issuanceId: string): void =>
  rmSync(join(folderOf(vault), issuanceId), { force: true })

export const openRuns = (vault: Vault): readonly string[] => {
  const folder = folderOf(vault)
  return existsSync(folder) ? readdirSync(folder).filter((name) => /^i-[a-z2-7]{26}$/.test(name)) : []
}
