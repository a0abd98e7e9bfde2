import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those above it. Node's own recursive way never returns where the system says that a folder
 * which is there is not, as Linux does below /proc.
 */
export const makeFolder = (path: string, mode?: number): void => {
  if (existsSync(path)) return
  makeFolder(dirname(path), mode)
  mkdirSync(path, { mode })
}
