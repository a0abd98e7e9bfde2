import { readFileSync, statSync } from 'node:fs'
import { Failure } from '../../shared/contract/failure.ts'
import { readFailure } from './file-failure.ts'

/** Checkpoints, proofs and keys are small; whatever is larger is something else. */
const MOST_BYTES = 1 << 20

/** A small text file from outside, by what a person calls it. Throws Failure 'file-not-found' or 'file-unreadable'. */
export const readText = (path: string, mostBytes = MOST_BYTES, name = path): string => {
  try {
    if (statSync(path).size > mostBytes)
      throw new Failure('file-unreadable', `${name} is far too large for what it should be.`)
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw error instanceof Failure ? error : readFailure(name, error)
  }
}
