import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Failure } from '../../../shared/contract/failure.ts'
import { readFailure } from '../file-failure.ts'
import { readLeakedText } from '../leaked-text/read-leaked-text.ts'

/** A post is short; a Word document with pictures in it may still be as large. */
const MOST_BYTES = 16 * 1024 * 1024

const readBytes = (path: string): Uint8Array | null => {
  try {
    return statSync(path).size > MOST_BYTES ? null : readFileSync(path)
  } catch (error) {
    throw readFailure(path, error)
  }
}

/** The text of a post that is in a file. Throws Failure 'file-unreadable' for what holds none. */
export const readPost = (path: string, name = basename(path)): string => {
  const bytes = readBytes(path)
  const text = bytes === null ? null : readLeakedText(bytes, name)
  if (text !== null && text.trim() !== '') return text.trim()
  throw new Failure(
    'file-unreadable',
    `${name} holds no text that can be searched for. Plain text, HTML, mails, Word documents and JSON do; of a picture, type what it says.`,
  )
}
