import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { copyLabel } from '../../../shared/contract/copy-label.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import type { CopyRow } from '../../register/rows.ts'
import { copyPath } from '../copy-file.ts'
import { readFailure } from '../file-failure.ts'

const read = async (path: string): Promise<Buffer> => {
  try {
    return await readFile(path)
  } catch (error) {
    throw readFailure(path, error)
  }
}

/**
 * A copy's file as it was sealed. Throws Failure 'step-refused' for one that was never released, 'file-not-found' where it lies
 * no more where it was made, 'copy-failed-check' where it is another now.
 */
export const sealedFile = async (
  copy: CopyRow,
): Promise<{ readonly name: string; readonly bytes: Buffer }> => {
  const path = copyPath(copy)
  const label = copyLabel(copy)
  if (copy.state !== 'sealed' || path === null || copy.fileName === null)
    throw new Failure('step-refused', `Copy ${label} is ${copy.state}: it was never released.`)
  const bytes = await read(path)
  if (createHash('sha256').update(bytes).digest('hex') === copy.sha256) return { name: copy.fileName, bytes }
  throw new Failure(
    'copy-failed-check',
    `${path} is not copy ${label} as it was sealed: somebody changed or replaced the file. Reprint the copy.`,
  )
}
