import { existsSync, rmSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { ExportResult } from '../../../shared/contract/paper-results.ts'
import { Failure } from '../../../shared/contract/failure.ts'
import { sha256Of } from '../../export/json-lines-file.ts'
import type { Statement } from '../../export/statement.ts'
import { newId } from '../../register/new-id.ts'
import type { Vault } from '../../vault.ts'
import { ensureFolder, renameDurably, writeDurably } from '../durable-file.ts'

export interface Release {
  readonly format: string
  /** Where it goes; nothing is overwritten. */
  readonly out: string
  readonly statement: Statement
  readonly bytes: Uint8Array
}

/** Before any work, so that a taken name costs none. Throws Failure 'file-unwritable'. */
export const requireFreeFile = (out: string): string => {
  const file = resolve(out)
  for (const path of [file, statementPath(file)])
    if (existsSync(path))
      throw new Failure(
        'file-unwritable',
        `${path} is there already. Choose another name; nothing was written.`,
      )
  ensureFolder(dirname(file))
  return file
}

const statementPath = (file: string): string => `${file}.statement.json`

/**
 * Written under another name, then recorded, then given its name: no file goes out that the register does not know. A
 * statement with the file's own hash lies beside it.
 */
export const releaseFile = (
  { register }: Vault,
  { format, out, statement, bytes }: Release,
): ExportResult => {
  const file = requireFreeFile(out)
  const part = join(dirname(file), `.siglum-${basename(file)}.part`)
  const sha256 = sha256Of(bytes)
  writeDurably(part, bytes)
  try {
    const { kind, filter, rows, rowsSha256, by } = statement
    const fileName = basename(file)
    const size = register.size()
    const body = {
      exportId: newId('e'),
      kind,
      format,
      filter: { ...filter },
      rows,
      rowsSha256,
      sha256,
      bytes: bytes.length,
      fileName,
      size,
    }
    const recorded = register.append([{ type: 'exported', by, body }])
    const beside = { fileName, format, sha256, bytes: bytes.length, export: body.exportId, ...statement }
    writeDurably(statementPath(file), Buffer.from(`${JSON.stringify(beside, null, 2)}\n`))
    renameDurably(part, file)
    return {
      export: body.exportId,
      event: recorded.size - 1,
      kind,
      format,
      file,
      statement: statementPath(file),
      rows,
      rowsSha256,
      sha256,
      bytes: bytes.length,
      size: recorded.size,
      checkpoint: recorded.checkpoint,
    }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}
