import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeAtomically } from '../register/write-atomically.ts'
import type { Vault } from '../vault.ts'

export type Cabinet = Pick<Vault, 'dir' | 'keyring'>

const fileOf = ({ dir, keyring }: Cabinet, name: string): string =>
  join(dir, 'cache', keyring.blobId(Buffer.from(name)))

/**
 * What was worked out from originals and kept in the vault's `cache` folder, sealed to its name; the folder can be deleted at any
 * time. Null where it is not there, or is not what was written under that name.
 */
export const readSealed = (vault: Cabinet, name: string): Uint8Array | null => {
  const file = fileOf(vault, name)
  if (!existsSync(file)) return null
  try {
    return vault.keyring.open(readFileSync(file), name)
  } catch {
    return null
  }
}

/** The same, worked out in another thread while this one goes on. */
export const readSealedApart = async (vault: Cabinet, name: string): Promise<Uint8Array | null> => {
  try {
    return await vault.keyring.openApart(await readFile(fileOf(vault, name)), name)
  } catch {
    return null
  }
}

export const writeSealed = (vault: Cabinet, name: string, bytes: Uint8Array): void => {
  const file = fileOf(vault, name)
  mkdirSync(join(vault.dir, 'cache'), { recursive: true })
  writeAtomically(file, `${file}.new`, vault.keyring.seal(bytes, name))
}

/** @returns whether there was any */
export const removeSealed = (vault: Cabinet, name: string): boolean => {
  const file = fileOf(vault, name)
  if (!existsSync(file)) return false
  rmSync(file)
  return true
}
