import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileFailure } from './file-failure.ts'

/** For the owner alone. */
const FILE_MODE = 0o600
export const FOLDER_MODE = 0o700

/** Makes the renames in a folder last. */
export const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return // folders cannot be opened there; NTFS journals the rename
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * The file is there whole or not at all, and stays after a power cut: written under a temporary name on the same
 * disk, synced, renamed, and the folder synced. Throws Failure 'disk-full' or 'file-unwritable'.
 */
export const writeAtomically = (path: string, temporary: string, bytes: Uint8Array | string): void => {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: FOLDER_MODE })
    const handle = openSync(temporary, 'wx', FILE_MODE)
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(temporary, path)
    syncFolder(dirname(path))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw fileFailure(error, path)
  }
}
