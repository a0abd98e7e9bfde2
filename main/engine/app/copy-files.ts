import { closeSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { Zip, ZipPassThrough } from 'fflate'
import { Failure, throwIfCancelled } from '../../../shared/contract/failure.ts'
import { fileFailure } from '../../register/file-failure.ts'
import type { CopyRow } from '../../register/rows.ts'
import type { Vault } from '../../vault.ts'
import type { Calling } from '../calling.ts'
import { requireRole } from '../permissions.ts'
import { printApart } from './print-apart.ts'
import { sealedFile } from './sealed-file.ts'

export interface PrintAsked {
  readonly issuance: string
  /** Ids; all sealed copies of the issuance unless told. */
  readonly copies?: readonly string[]
  /** Each copy begins on the front of a sheet. */
  readonly duplex: boolean
}

const plainName = (text: string): string =>
  text
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .slice(0, 80) || 'copies'

const sealedOf = ({ register }: Vault, issuanceId: string): readonly CopyRow[] => {
  register.issuance(issuanceId)
  const copies = register.copies({ issuanceId, state: 'sealed' })
  if (copies.length > 0) return copies
  throw new Failure('not-found', 'No copy of this issuance was released.')
}

const titleOf = ({ register }: Vault, issuanceId: string): string =>
  plainName(register.document(register.issuance(issuanceId).documentId).title)

/** A ZIP that grows on the disk copy by copy. PDFs are packed already. */
const writeZip = async (
  path: string,
  copies: readonly CopyRow[],
  { signal, onProgress }: Calling,
): Promise<void> => {
  const handle = openSync(path, 'wx', 0o600)
  let failure: unknown = null
  const zip = new Zip((error, chunk) => {
    failure ??= error
    if (failure === null) writeSync(handle, chunk)
  })
  try {
    for (const [done, copy] of copies.entries()) {
      throwIfCancelled(signal)
      const { name, bytes } = await sealedFile(copy)
      const entry = new ZipPassThrough(name)
      zip.add(entry)
      entry.push(bytes, true)
      onProgress?.({ stage: 'reporting', done: done + 1, total: copies.length })
    }
    zip.end()
    if (failure !== null) throw failure
  } catch (error) {
    throw error instanceof Failure ? error : fileFailure(error, path)
  } finally {
    closeSync(handle)
  }
}

/** Sealed copies as files to be handed on, each held against its hash in the register first. */
export const copyFiles = (vault: Vault) => ({
  /** The path of the ZIP, in `folder`. */
  zipCopies: async (issuanceId: string, folder: string, calling: Calling): Promise<string> => {
    requireRole(vault, ['custodian'], 'take copies out')
    const copies = sealedOf(vault, issuanceId)
    const path = join(folder, `${titleOf(vault, issuanceId)}.zip`)
    await writeZip(path, copies, calling)
    return path
  },
  copyFile: async (copyId: string) => {
    requireRole(vault, ['custodian'], 'take copies out')
    return sealedFile(vault.register.copy(copyId))
  },
  /** The path of one PDF with the copies one after the other, in list order, in `folder`. */
  printFile: async ({ issuance, copies: ids, duplex }: PrintAsked, folder: string, calling: Calling) => {
    requireRole(vault, ['custodian'], 'print copies')
    const copies = sealedOf(vault, issuance).filter(({ id }) => ids === undefined || ids.includes(id))
    if (copies.length === 0 || (ids !== undefined && copies.length !== new Set(ids).size))
      throw new Failure('not-found', 'Not all of these are released copies of that issuance.')
    const path = join(folder, `${titleOf(vault, issuance)}.pdf`)
    await printApart({ copies, duplex, path }, calling)
    return path
  },
})
