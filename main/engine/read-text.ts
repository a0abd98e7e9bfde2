import { readFileSync, statSync } from 'node:fs'
import { Failure } from '../../shared/contract/failure.ts'
import { readFailure } from './file-failure.ts'

/** A photo, a scan, or the sheets of a large issuance: more is not read to look for a code. */
const MOST_PICTURE_BYTES = 200 << 20

/** Checkpoints, proofs and keys are small; whatever is larger is something else. */
const MOST_BYTES = 1 << 20

const requireSmall = (bytes: number, mostBytes: number, name: string): void => {
  if (bytes > mostBytes)
    throw new Failure('file-unreadable', `${name} is far too large for what it should be.`)
}

/** The text of a small file that was read already. Throws Failure 'file-unreadable'. */
export const smallText = (bytes: Uint8Array, name: string): string => {
  requireSmall(bytes.length, MOST_BYTES, name)
  return Buffer.from(bytes).toString('utf8')
}

const readWithin = (path: string, mostBytes: number, name: string): Buffer => {
  try {
    requireSmall(statSync(path).size, mostBytes, name)
    return readFileSync(path)
  } catch (error) {
    throw error instanceof Failure ? error : readFailure(name, error)
  }
}

/** A picture, a PDF or a text, by what a person calls it. @throws Failure file-not-found, file-unreadable */
export const readPictured = (path: string, name = path): Uint8Array =>
  readWithin(path, MOST_PICTURE_BYTES, name)

/** A small text file from outside, by what a person calls it. Throws Failure 'file-not-found' or 'file-unreadable'. */
export const readText = (path: string, mostBytes = MOST_BYTES, name = path): string =>
  readWithin(path, mostBytes, name).toString('utf8')
