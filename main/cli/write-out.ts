import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Failure } from '../../shared/contract/failure.ts'

/** A small text into a file that a person named; never over another. Throws Failure 'file-unwritable'. */
export const writeOut = (path: string, text: string): void => {
  try {
    writeFileSync(path, text, { flag: 'wx' })
  } catch (cause) {
    const isThere = cause instanceof Error && 'code' in cause && cause.code === 'EEXIST'
    const why = isThere ? 'is already there. Choose another name' : 'cannot be written. Check the folder'
    throw new Failure('file-unwritable', `${resolve(path)} ${why}.`, { cause })
  }
}
