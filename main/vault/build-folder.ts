import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'
import { fileFailure } from '../register/file-failure.ts'
import { makeFolder } from '../register/make-folder.ts'
import { FOLDER_MODE, syncFolder } from '../register/write-atomically.ts'
import { HEADER } from './vault-files.ts'

/** Throws Failure 'vault-exists' or 'usage' unless `path` is free for a vault. */
export const requireFreeFolder = (path: string): void => {
  if (existsSync(join(path, HEADER))) {
    throw new Failure(
      'vault-exists',
      `There is already a vault in ${path}. Open it, or choose another folder.`,
    )
  }
  if (existsSync(path) && !isEmptyFolder(path)) {
    throw new Failure('usage', `${path} is not an empty folder. Choose a new one for the vault.`)
  }
}

const isEmptyFolder = (path: string): boolean => {
  try {
    return readdirSync(path).length === 0
  } catch {
    return false
  }
}

/** Built beside its place and moved there by one rename, so that a crash leaves no half-made vault in it. */
export const buildFolder = async <R>(
  path: string,
  build: (building: string) => R | Promise<R>,
): Promise<R> => {
  const building = join(dirname(path), `.${basename(path)}.${randomUUID()}`)
  try {
    makeFolder(building, FOLDER_MODE)
    const result = await build(building)
    if (existsSync(path)) rmdirSync(path)
    renameSync(building, path)
    syncFolder(dirname(path))
    return result
  } catch (error) {
    rmSync(building, { recursive: true, force: true })
    throw error instanceof Failure ? error : fileFailure(error, path)
  }
}
