import { readFileSync } from 'node:fs'
import { readFailure } from './file-failure.ts'

/** @throws Failure file-not-found, file-unreadable */
export const readInput = (path: string): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw readFailure(path, error)
  }
}
