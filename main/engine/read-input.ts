import { readFileSync } from 'node:fs'
import { readFailure } from './file-failure.ts'

/** A file from outside, by what a person calls it. @throws Failure file-not-found, file-unreadable */
export const readInput = (path: string, name = path): Uint8Array => {
  try {
    return readFileSync(path)
  } catch (error) {
    throw readFailure(name, error)
  }
}
