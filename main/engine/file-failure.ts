import { Failure } from '../../shared/contract/failure.ts'

/** A file could not be read: says which and why. */
export const readFailure = (path: string, error: unknown): Failure => {
  const errno = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (errno === 'ENOENT') return new Failure('file-not-found', `There is no file ${path}.`, { cause: error })
  const reason = errno === 'EISDIR' ? 'it is a folder' : errno
  return new Failure('file-unreadable', `${path} cannot be read: ${reason}.`, { cause: error })
}
