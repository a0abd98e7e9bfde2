import { Failure } from '../../shared/contract/failure.ts'

/** What the operating system says about a write, as a Failure. */
export const fileFailure = (error: unknown, path: string): Failure => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new Failure(
      'disk-full',
      `The disk is full; ${path} was not written. Free some space and try again.`,
      { cause: error },
    )
  }
  const hint = code === '' ? '' : ` (${code})`
  return new Failure(
    'file-unwritable',
    `${path} cannot be written${hint}. Check the folder and its permissions.`,
    {
      cause: error,
    },
  )
}
