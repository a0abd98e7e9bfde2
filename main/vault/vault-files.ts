import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { writeAtomically } from '../register/write-atomically.ts'

/** What lies in a vault's folder. */
export const HEADER = 'vault.json'
export const REGISTER = 'register.sqlite'
export const BLOBS = 'blobs'
export const LOCK = 'lock'

/** Throws Failure 'vault-missing' or 'file-unreadable'. */
export const readHeader = (dir: string): string => {
  const file = join(dir, HEADER)
  if (!existsSync(file)) {
    throw new Failure(
      'vault-missing',
      `There is no vault in ${dir}. Check the folder, or create one with init.`,
    )
  }
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new Failure('file-unreadable', `${file} cannot be read. Check its permissions.`, { cause })
  }
}

/** The old one or the new one is there, whatever happens. */
export const writeHeader = (dir: string, text: string): void =>
  writeAtomically(join(dir, HEADER), join(dir, `${HEADER}.${process.pid}.new`), text)
