import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileFailure } from '../register/file-failure.ts'
import { makeFolder } from '../register/make-folder.ts'
import { writeAtomically } from '../register/write-atomically.ts'

/** A new name is on disk only once its folder is; where folders cannot be opened (Windows) it is anyway. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Writes a new file that is wholly on disk, or not there, when this returns or throws. Never overwrites. */
export const writeDurably = (path: string, bytes: Uint8Array): void => {
  let mine = false
  try {
    const handle = openSync(path, 'wx', 0o600)
    mine = true
    try {
      writeFileSync(handle, bytes)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    if (mine) rmSync(path, { force: true })
    throw fileFailure(error, path)
  }
}

export const renameDurably = (from: string, to: string): void => {
  try {
    renameSync(from, to)
    syncFolder(dirname(to))
  } catch (error) {
    throw fileFailure(error, to)
  }
}

/** Makes a folder, if need be, that can be written into; leaves nothing in it. */
export const ensureFolder = (folder: string): void => {
  try {
    makeFolder(resolve(folder))
    const probe = join(folder, `.siglum-probe-${process.pid}`)
    closeSync(openSync(probe, 'wx'))
    rmSync(probe)
  } catch (error) {
    throw fileFailure(error, folder)
  }
}

/** The old content or the new is there, whatever happens. Makes the folder, if need be. */
export const replaceDurably = (path: string, bytes: Uint8Array): void =>
  writeAtomically(path, `${path}.${process.pid}.new`, bytes)
